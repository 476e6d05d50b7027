import FoundationEssentials
import JWTConformance
import ReferenceJOSE
import Testing

/// What a vector has to say besides its verdict.
@Suite struct ExpectationLints {
    @Test(arguments: SourceCorpus.files) func `a refusal has its reasons`(_ file: SourceFile) throws {
        for (_, test) in try file.tests where test.expect == "reject" || test.strict == .reject {
            #expect(test.reason != nil, "\(test.id)")
            #expect(test.targets.flatMap(Check.init(id:)) != nil, "\(test.id) names no check")
            #expect((test.twin == nil) != (test.unprovable == nil), "\(test.id) needs a twin, or says why not")
            #expect(test.unprovable?.isEmpty != true, "\(test.id)")
        }
    }

    @Test(arguments: SourceCorpus.files) func `no other vector has these members`(_ file: SourceFile) throws {
        for (_, test) in try file.tests {
            if test.expect == "accept" || (test.expect == "either" && test.strict == nil) {
                #expect(test.reason == nil && test.targets == nil, "\(test.id) isn't to be refused")
                #expect(test.twin == nil && test.unprovable == nil, "\(test.id) has nothing to prove")
            }
            if test.expect == "reject" {
                #expect(test.payload == nil, "\(test.id) hands no payload back")
            }
            let isEither = test.expect == "either"
            #expect((test.why?.isEmpty == false) == isEither, "\(test.id): why is for either, and either needs it")
            #expect(isEither || test.strict == nil, "\(test.id): strict is for either")
        }
    }

    /// Some libraries compare times by the system's clock whatever they're told: only where times are meant, they decide.
    @Test func `vectors with times have a now`() throws {
        for vector in try SourceCorpus.corpus.get().vectors where vector.question.content == .claims {
            guard case .accept(let payload) = vector.expectation, vector.question.policy.now == nil else { continue }
            let claims = try? JSONDecoder().decode([String: JSONValue].self, from: Data(payload.bytes))
            let distant = claims?["exp"] == .integer(4_102_444_800)
            let times = ["exp", "nbf", "iat"].filter { claims?[$0] != nil && !($0 == "exp" && distant) }
            #expect(times == [], "\(vector.id) has them, and its policy has no now")
        }
    }

    @Test(arguments: SourceCorpus.files) func `the reason matches the check`(_ file: SourceFile) throws {
        for (_, test) in try file.tests {
            guard let check = test.targets.flatMap(Check.init(id:)) else { continue }
            #expect(test.reason?.rawValue == check.code.rawValue, "\(test.id)")
        }
    }

    @Test(arguments: SourceCorpus.files) func `rules are named as rules are`(_ file: SourceFile) throws {
        let rule = /(RFC[1-9][0-9]{3}(bis)?|FIPS186-5)#([1-9][0-9]*|[A-Z])(\.[1-9][0-9]*)*-[1-9][0-9]*/
        for (_, test) in try file.tests {
            let refs = test.refs ?? []
            #expect(!refs.isEmpty, "\(test.id) names no rule")
            #expect(Set(refs).count == refs.count, "\(test.id) names a rule twice")
            for ref in refs { #expect(ref.wholeMatch(of: rule) != nil, "\(test.id): \(ref)") }
        }
    }

    @Test(arguments: SourceCorpus.files) func `advisories are named as advisories are`(_ file: SourceFile) throws {
        let advisory = /CVE-[0-9]{4}-[0-9]{4,}|GHSA(-[0-9a-z]{4}){3}/
        for (_, test) in try file.tests {
            guard let cves = test.cves else { continue }
            #expect(!cves.isEmpty && Set(cves).count == cves.count, "\(test.id)")
            for cve in cves { #expect(cve.wholeMatch(of: advisory) != nil, "\(test.id): \(cve)") }
        }
    }
}
