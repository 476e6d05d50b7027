import ReferenceJOSE
import StrictJSON
import Testing

@testable import ReferenceFaults

/// JSON as readers with a fault understand it.
struct FaultyTextTests {
    private func read(_ octets: [UInt8], _ faults: Faults) throws(Rejection) -> String {
        JSONWriter.text(try faults.parse(octets))
    }

    private func read(_ text: String, _ faults: Faults) throws(Rejection) -> String {
        try read(Array(text.utf8), faults)
    }

    @Test(arguments: [
        (Array(#"{"a":1,"b":0,"a":2}"#.utf8), Check.jsonDuplicateMember, #"{"b":0,"a":2}"#),
        (
            Array(#"{"a":{"b":1,"b":2},"c":[{"d":3,"d":4}],"a":{"b":5,"b":6}}"#.utf8), .jsonDuplicateMember,
            #"{"c":[{"d":4}],"a":{"b":6}}"#
        ),
        (Array("{} x".utf8), .jsonTrailingOctets, "{}"),
        ([0x22, 0xE9, 0x22], .jsonEncoding, "\"\u{FFFD}\""),
        (Array("\u{FEFF}1".utf8), .jsonByteOrderMark, "1"),
        (Array(#""a\u0000b""#.utf8), .jsonNUL, #""a""#),
        ([0x22, 0, 0x61, 0, 0x22, 0], .jsonNUL, #""a""#),
        (Array("[1]\u{0} x".utf8), .jsonNUL, "[1]"),
        (Array("1e400".utf8), .jsonNumberRange, "null"),
    ])
    func `a reader without one check reads what fails that check`(
        _ octets: [UInt8],
        _ check: Check,
        _ expected: String
    ) throws {
        #expect(throws: Rejection.self) { try StrictText.parse(octets.span) }
        #expect(try read(octets, Faults(missing: [check])) == expected)
    }

    @Test func `a rule that goes wrong reads what another would`() throws {
        #expect(try read(#"{"a":1,"b":0,"a":2}"#, Faults(mutation: .rule(.firstMember))) == #"{"a":1,"b":0}"#)
        #expect(try Faults(mutation: .rule(.overflowIsMinimum)).parse(Array("1e400".utf8)) == .number(-.infinity))
        let nested = String(repeating: "[", count: 17) + String(repeating: "]", count: 17)
        #expect(throws: Rejection.self) { try read(nested, Faults(mutation: .rule(.depth16))) }
    }

    @Test(arguments: [Check.jsonDuplicateMember, .jsonTrailingOctets, .jsonEncoding, .jsonByteOrderMark])
    func `a reader without another check still demands JSON`(_ check: Check) {
        for text in [#"{"a":1,"a":2,}"#, "{'a':1} x", "[1,] x", "\u{FEFF}[1,]"] {
            #expect(throws: Rejection.self) { try read(text, Faults(missing: [check])) }
        }
    }

    @Test(arguments: [
        ("{'a':1,}", #"{"a":1}"#), ("{a:1 /* x */}", #"{"a":1}"#), (#"{"a" 1 "b":True}"#, #"{"a":1,"b":true}"#),
        ("[01,+1,1.,0x10]", "[1,1,1,16]"), ("[NaN,Infinity]", "[null,null]"),
        (#"["\x41\q\ud83d"]"#, "[\"Aq\u{FFFD}\"]"),
        ("{\"a\":\"b\nc\"", #"{"a":"b\nc"}"#), ("  ", "{}"),
    ])
    func `a forgiving reader makes sense of what isn't JSON`(_ text: String, _ expected: String) throws {
        #expect(throws: Rejection.self) { try StrictText.parse(Array(text.utf8).span) }
        #expect(try read(text, Faults(missing: [.jsonGrammar])) == expected)
    }

    @Test(arguments: ["}", "[1]]", #"{"a":1,"a":2}"#, "{:1}"])
    func `a forgiving reader has its limits`(_ text: String) {
        #expect(throws: Rejection.self) { try read(text, Faults(missing: [.jsonGrammar])) }
    }

    @Test func `a reader without a limit skips what is too deep for its own stack`() {
        let text = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
        #expect(throws: Never.self) { try read(text, Faults(missing: [.jsonDepth])) }
        let abyss = [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)
        #expect(throws: Never.self) { try read(abyss, Faults(missing: [.jsonDepth])) }
        #expect(throws: Rejection.self) { try read(abyss, Faults(missing: [.jsonGrammar])) }
    }
}
