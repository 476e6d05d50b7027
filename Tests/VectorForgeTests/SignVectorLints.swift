import FoundationEssentials
import JWTConformance
import Testing

/// What holds for the files of sign vectors.
@Suite struct SignVectorLints {
    @Test(arguments: SourceCorpus.signFiles) func `no member is unknown`(_ file: SourceFile) throws {
        let data = Data(try file.octets)
        let written = try JSONDecoder().decode(JSONValue.self, from: data)
        let decoded = try JSONEncoder().encode(JSONDecoder().decode(SignVectorFile.self, from: data))
        let again = try JSONDecoder().decode(JSONValue.self, from: decoded)
        #expect(written.differences(from: again) == [])
    }

    @Test(arguments: SourceCorpus.signFiles) func `tests are in one style`(_ file: SourceFile) throws {
        let content = try JSONDecoder().decode(SignVectorFile.self, from: Data(file.octets))
        let slug = /sign(\/[a-z0-9][a-z0-9+.\-]*)+/
        let rule = /RFC[1-9][0-9]{3}#[1-9][0-9]*(\.[1-9][0-9]*)*-[1-9][0-9]*/
        for group in content.groups {
            var seen: Set<String> = []
            for test in group.tests {
                #expect(test.id.wholeMatch(of: slug) != nil && test.id.hasPrefix(group.id + "/"), "\(test.id)")
                #expect(!test.summary.isEmpty && !test.summary.hasSuffix("."), "\(test.id)")
                #expect(seen.insert(test.summary).inserted, "\(test.id) says what another of its group says")
                #expect(test.refs?.isEmpty == false, "\(test.id) names no rule")
                for ref in test.refs ?? [] { #expect(ref.wholeMatch(of: rule) != nil, "\(test.id): \(ref)") }
                #expect((test.reason != nil) == (test.expect == "refuse"), "\(test.id)")
                #expect((test.why != nil) == (test.expect == "either"), "\(test.id)")
            }
        }
    }

    @Test func `a request is made once`() throws {
        let vectors = try SourceCorpus.corpus.get().signVectors
        for same in Dictionary(grouping: vectors, by: \.signing?.request).values where same.count > 1 {
            // The same request may stand again where it's asked twice, which is another question.
            #expect(Set(same.map(\.signing?.isAskedTwice)).count == same.count, "\(same.map(\.id))")
        }
    }
}
