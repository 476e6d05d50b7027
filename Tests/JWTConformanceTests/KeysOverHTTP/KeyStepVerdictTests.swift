import FoundationEssentials
import JWTConformance
import Testing

/// How a step of a scenario is graded.
struct KeyStepVerdictTests {
    /// What was seen: outcomes, and requests as `resource`, `resource!` with Authorization, or `resource~` held for long.
    struct Sample: Sendable, CustomTestStringConvertible {
        let step: String
        let answers: [String]
        let requests: [String]
        let verdict: KeyStepVerdict

        init(_ step: String, _ answers: [String], _ requests: [String], _ verdict: KeyStepVerdict) {
            (self.step, self.answers, self.requests, self.verdict) = (step, answers, requests, verdict)
        }

        var testDescription: String { "\(step) \(answers) \(requests) is \(verdict.rawValue)" }
    }

    static let samples = [
        Sample(#""expect":"accept","level":"must""#, ["accept"], [], .pass),
        Sample(#""expect":"accept","level":"must""#, ["reject"], [], .outage),
        Sample(#""expect":"accept","level":"must""#, ["accept", "reject", "accept"], [], .outage),
        Sample(#""expect":"accept","level":"must""#, ["error"], [], .outage),
        Sample(#""expect":"reject","level":"must""#, ["reject"], [], .pass),
        Sample(#""expect":"reject","level":"must""#, ["accept"], [], .bypass),
        Sample(#""expect":"reject","level":"must""#, ["reject", "accept"], [], .bypass),
        Sample(#""expect":"reject","level":"must""#, ["error"], [], .unclean),
        Sample(#""expect":"either","level":"must""#, ["accept"], [], .pass),
        Sample(#""expect":"either","level":"must""#, ["reject"], [], .pass),
        Sample(#""expect":"either","level":"must""#, ["error"], [], .unclean),
        Sample(#""expect":"accept","level":"bcp","requests":{"jwks":[1,2]}"#, ["accept"], ["jwks"], .pass),
        Sample(#""expect":"accept","level":"bcp","requests":{"jwks":[1,2]}"#, ["accept"], [], .stale),
        Sample(#""expect":"accept","level":"bcp","requests":{"jwks":[1,1]}"#, ["accept"], ["jwks", "jwks"], .flood),
        Sample(#""expect":"accept","level":"bcp","requests":{"jwks":[1,1]}"#, ["accept"], ["metadata", "jwks"], .pass),
        Sample(#""expect":"accept","level":"bcp""#, ["accept"], ["canary"], .leak),
        Sample(#""expect":"accept","level":"bcp""#, ["accept"], ["jwks!"], .leak),
        Sample(#""expect":"accept","level":"bcp","requests":{"moved":[0,0]}"#, ["accept"], ["moved"], .leak),
        Sample(#""expect":"accept","level":"bcp","requests":{"byname":[0,0]}"#, ["accept"], ["byname"], .leak),
        Sample(#""expect":"accept","level":"bcp","requests":{"jwks":[0,0]}"#, ["accept"], ["jwks"], .flood),
        Sample(#""expect":"accept","level":"bcp""#, ["accept"], ["eyJhbGciOiJSUzI"], .leak),
        Sample(#""expect":"reject","level":"bcp""#, ["accept"], ["canary"], .bypass),
        Sample(#""expect":"reject","level":"bcp""#, ["reject"], ["jwks~"], .stall),
        Sample(#""expect":"accept","level":"bcp","octets":10"#, ["accept"], ["jwks"], .pass),
        Sample(#""expect":"accept","level":"bcp","octets":9"#, ["accept"], ["jwks"], .unbounded),
        Sample(#""expect":"accept","level":"info""#, ["reject"], [], .recorded),
        Sample(#""expect":"reject","level":"info""#, ["accept"], [], .recorded),
        Sample(#""expect":"accept","level":"info","requests":{"jwks":[0,0]}"#, ["accept"], ["jwks"], .recorded),
        Sample(#""expect":"accept","level":"info""#, ["crash"], [], .crash),
        Sample(#""expect":"reject","level":"bcp""#, ["crash"], [], .crash),
    ]

    @Test(arguments: samples)
    func `a step has the gravest verdict of what was seen`(_ sample: Sample) throws {
        let text = #"{"id":"a","summary":"b","token":{"key":"a"},\#(sample.step)}"#
        let step = try JSONDecoder().decode(KeyScenario.Step.self, from: Data(text.utf8))
        var seen = KeyObservation()
        if sample.answers == ["crash"] {
            seen.fault = .crash("it was killed", standardError: "")
        } else {
            seen.answers = sample.answers.map { word in
                switch word {
                case "accept": .accept(payload: Octets([]))
                case "error": .error(detail: "KeyError")
                default: .reject(reason: nil, detail: nil)
                }
            }
        }
        seen.requests = try sample.requests.map { word in
            let name = word.filter { $0.isLetter }
            let text = """
                {"origin":"https","method":"GET","path":"/p/\(name)","status":200,"sent":10,"conditional":false,
                 "authorization":\(word.hasSuffix("!")),"resource":"\(name)"\(word.hasSuffix("~") ? ",\"seconds\":2.5" : "")}
                """
            return try JSONDecoder().decode(KeyRequestRecord.self, from: Data(text.utf8))
        }
        let (verdict, detail) = step.verdict(on: seen)
        #expect(verdict == sample.verdict)
        #expect((detail == nil) == (verdict == .pass))
    }

    /// A client whose steps have these verdicts.
    private func client(_ verdicts: [KeyStepVerdict]) throws -> KeyRunDocument.Client {
        var client = KeyRunDocument.Client(label: "exec:a", options: .default)
        client.steps = verdicts.enumerated().map { number, verdict in
            var record = KeyRunDocument.StepRecord(skipping: "keys/a/\(number)", because: "needs policy:keyElapsed")
            record.verdict = verdict
            return record
        }
        return client
    }

    @Test func `a baseline lists what isn't a pass, and holds for the same client`() throws {
        let found = try client([.pass, .outage, .skipped, .recorded, .flood, .outage])
        let baseline = KeyBaseline(describing: [found], in: [])
        #expect(baseline.entries.map(\.steps) == [["keys/a/1", "keys/a/5"], ["keys/a/2"], ["keys/a/4"]])
        var again = found
        #expect(baseline.compare(with: &again).isEmpty)
        #expect(again.steps.map(\.listed) == [false, true, true, false, true, true])
    }

    @Test func `a baseline that is written again keeps the reasons that still hold`() throws {
        let found = try client([.pass, .outage, .flood])
        var earlier = KeyBaseline(describing: [found], in: [])
        earlier.entries[0].reason = "it has no cache"
        let changed = try client([.outage, .outage, .bypass])
        let baseline = KeyBaseline(describing: [changed], in: [], keeping: earlier)
        #expect(
            baseline.entries.map(\.reason) == [
                KeyStepVerdict.outage.meaning, "it has no cache", KeyStepVerdict.bypass.meaning,
            ]
        )
    }

    @Test func `a baseline is stale where a step is better or worse than it says`() throws {
        let baseline = KeyBaseline(describing: [try client([.pass, .outage, .flood, .skipped])], in: [])
        var other = try client([.bypass, .pass, .bypass, .skipped])
        #expect(baseline.compare(with: &other).count == 2)
        #expect(other.steps.map(\.listed) == [false, nil, nil, true])
        other = try client([.pass, .outage, .flood, .skipped])
        other.options = .recommended
        #expect(baseline.compare(with: &other).isEmpty)
        #expect(other.steps.map(\.listed) == [false, false, false, false])
    }
}
