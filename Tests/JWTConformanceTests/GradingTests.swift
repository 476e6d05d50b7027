import JWTConformance
import Testing

/// The table of the design, cell by cell.
@Suite struct GradingTests {
    static let payload = Octets(utf8: #"{"sub":"a"}"#)
    static let accept = Expectation.accept(payload: payload)
    static let either = Expectation.either(why: "room", payload: payload, strict: nil)
    static let eitherStrict = Expectation.either(why: "room", payload: payload, strict: .reject)
    static let eitherLoose = Expectation.either(why: "room", payload: payload, strict: .accept)

    static let accepted = Outcome.answer(.accept(payload: payload))
    static let acceptedOther = Outcome.answer(.accept(payload: Octets(utf8: "other")))
    static let rejected = Outcome.answer(.reject(reason: "signature", detail: nil))
    static let unsupported = Outcome.answer(.unsupported(feature: "algorithm:ES256K"))
    static let brokenClaim = Outcome.answer(.unsupported(feature: "algorithm:HS256"))
    static let error = Outcome.answer(.error(detail: "KeyError: 'alg'"))
    static let crashed = Outcome.fault(.crash("signal 11", standardError: ""))
    static let hung = Outcome.fault(.hang(after: 2, standardError: ""))
    static let garbage = Outcome.fault(.protocolViolation("not JSON", standardError: ""))
    static let unavailable = Outcome.fault(.unavailable("gone", standardError: ""))

    struct Cell: CustomTestStringConvertible, Sendable {
        let expectation: Expectation
        let outcome: Outcome
        let verdict: Verdict
        var profile = GradingProfile.standard

        var testDescription: String { "\(expectation), \(outcome): \(verdict) (\(profile))" }
    }

    static let table: [Cell] = [
        Cell(expectation: accept, outcome: accepted, verdict: .pass),
        Cell(expectation: accept, outcome: acceptedOther, verdict: .wrongPayload),
        Cell(expectation: accept, outcome: rejected, verdict: .overStrict),
        Cell(expectation: accept, outcome: unsupported, verdict: .skipped),
        Cell(expectation: accept, outcome: brokenClaim, verdict: .brokenClaim),
        Cell(expectation: accept, outcome: error, verdict: .error),
        Cell(expectation: accept, outcome: crashed, verdict: .crash),
        Cell(expectation: accept, outcome: hung, verdict: .hang),
        Cell(expectation: accept, outcome: garbage, verdict: .protocolViolation),
        Cell(expectation: accept, outcome: unavailable, verdict: .notRun),
        Cell(expectation: .reject, outcome: accepted, verdict: .bypass),
        Cell(expectation: .reject, outcome: acceptedOther, verdict: .bypass),
        Cell(expectation: .reject, outcome: rejected, verdict: .pass),
        Cell(expectation: .reject, outcome: unsupported, verdict: .skipped),
        Cell(expectation: .reject, outcome: brokenClaim, verdict: .brokenClaim),
        Cell(expectation: .reject, outcome: error, verdict: .unclean),
        Cell(expectation: .reject, outcome: crashed, verdict: .crash),
        Cell(expectation: .reject, outcome: hung, verdict: .hang),
        Cell(expectation: .reject, outcome: garbage, verdict: .protocolViolation),
        Cell(expectation: .reject, outcome: unavailable, verdict: .notRun),
        Cell(expectation: either, outcome: accepted, verdict: .recorded),
        Cell(expectation: either, outcome: acceptedOther, verdict: .wrongPayload),
        Cell(expectation: either, outcome: rejected, verdict: .recorded),
        Cell(expectation: either, outcome: unsupported, verdict: .skipped),
        Cell(expectation: either, outcome: brokenClaim, verdict: .skipped),
        Cell(expectation: either, outcome: error, verdict: .unclean),
        Cell(expectation: either, outcome: crashed, verdict: .crash),
        Cell(expectation: either, outcome: hung, verdict: .hang),
        Cell(expectation: either, outcome: garbage, verdict: .protocolViolation),
        Cell(expectation: eitherStrict, outcome: accepted, verdict: .recorded),
        Cell(expectation: eitherStrict, outcome: accepted, verdict: .lenient, profile: .strict),
        Cell(expectation: eitherStrict, outcome: rejected, verdict: .pass, profile: .strict),
        Cell(expectation: eitherStrict, outcome: error, verdict: .unclean, profile: .strict),
        Cell(expectation: eitherStrict, outcome: brokenClaim, verdict: .brokenClaim, profile: .strict),
        Cell(expectation: eitherLoose, outcome: accepted, verdict: .pass, profile: .strict),
        Cell(expectation: eitherLoose, outcome: acceptedOther, verdict: .wrongPayload, profile: .strict),
        Cell(expectation: eitherLoose, outcome: rejected, verdict: .overStrict, profile: .strict),
        Cell(expectation: either, outcome: rejected, verdict: .recorded, profile: .strict),
        Cell(expectation: .reject, outcome: accepted, verdict: .bypass, profile: .strict),
    ]

    @Test(arguments: table)
    func `every answer and expectation gives its verdict`(_ cell: Cell) {
        let verdict = cell.expectation.verdict(
            of: cell.outcome,
            content: .bytes,
            capabilities: Capabilities(algorithms: ["HS256"], policy: []),
            profile: cell.profile
        )
        #expect(verdict == cell.verdict)
    }

    @Test func `without capabilities no claim is broken`() {
        #expect(Self.accept.verdict(of: Self.brokenClaim, content: .bytes) == .skipped)
    }

    @Test(arguments: [
        (#"{"a":1,"b":[true,null]}"#, #" {"b" : [true, null], "a": 1.0}"#, true),
        (#"{"a":1}"#, #"{"a":1e0}"#, true),
        (#"{"a":9007199254740993}"#, #"{"a":9007199254740992.0}"#, false),
        (#"{"a":1}"#, #"{"a":"1"}"#, false),
        (#"{"a":1}"#, #"{"a":true}"#, false),
        (#"{"a":1}"#, #"{"a":1,"b":null}"#, false),
        (#"{"a":"é"}"#, #"{"a":"\u00e9"}"#, true),
        (#"{"a":1}"#, #"{"a":1"#, false),
        (#"{"a":1}"#, #"{"a":1}x"#, false),
        (#"{"a":1}"#, #"{"a":1,}"#, false),
        (#"{"a":1}"#, #"{"a":01}"#, false),
        (#"{"a":[]}"#, #"{ "a" : [ ] }"#, true),
        (#"{"a":[1,2]}"#, #"{"a":[2,1]}"#, false),
        // Of a repeated member the last counts.
        (#"{"a":1,"a":2}"#, #"{"a":2}"#, true),
        (#"{"a":1,"a":2}"#, #"{"a":1}"#, false),
        (#"{"a":1,"\u0061":2}"#, #"{"a":2}"#, true),
        (#"{"a":{"b":1,"b":2}}"#, #"{"a":{"b":2}}"#, true),
        (#"{"a":"😀\n\/"}"#, #"{"a":"\ud83d\uDE00\u000a/"}"#, true),
        (#"{"a":"\ud83d"}"#, #"{"a": "\ud83d"}"#, false),
        (#"{"a":"\udE00"}"#, #"{"a": "\udE00"}"#, false),
        (#"{"a":-0.5e-1}"#, #"{"a":-0.05}"#, true),
        (#"{"a":NaN}"#, #"{"a": NaN}"#, false),
        ("{\"a\":\"\u{1}\"}", "{\"a\": \"\u{1}\"}", false),
        (#"{"a":null}"#, #"{"a":nul}"#, false),
        ("\u{FEFF}{}", "{ }", true),
        ("[", "[ ", false), ("", " ", false), ("-", "- ", false), (#"{"a"#, #"{"a "#, false),
    ])
    func `claims are compared as values`(one: String, two: String, isSame: Bool) {
        #expect(Octets(utf8: one).isSamePayload(as: Octets(utf8: two), content: .claims) == isSame)
        #expect(!Octets(utf8: one).isSamePayload(as: Octets(utf8: two), content: .bytes))
    }

    @Test func `a huge payload is not parsed`() {
        let small = Octets(utf8: #"{"a":1}"#)
        let huge = Octets(utf8: #"{"a":1}"# + String(repeating: " ", count: 1_000_000))
        #expect(!small.isSamePayload(as: huge, content: .claims))
    }

    @Test func `deep nesting from a verifier is survived`() {
        let deep = Octets(utf8: String(repeating: "[", count: 60_000))
        #expect(!Octets(utf8: "{}").isSamePayload(as: deep, content: .claims))
    }
}
