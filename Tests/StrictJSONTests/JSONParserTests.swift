import StrictJSON
import Testing

/// A text and what it's refused for; accepted where there's no code.
struct JSONCase: Sendable, CustomTestStringConvertible {
    let octets: [UInt8]
    let code: JSONError.Code?

    init(_ text: String, _ code: JSONError.Code? = nil) {
        octets = Array(text.utf8)
        self.code = code
    }

    init(_ octets: [UInt8], _ code: JSONError.Code? = nil) {
        self.octets = octets
        self.code = code
    }

    var testDescription: String {
        octets.count > 60 ? "\(octets.count) octets" : String(decoding: octets, as: UTF8.self).debugDescription
    }

    private static func quoted(_ octets: [UInt8]) -> [UInt8] {
        [0x22] + octets + [0x22]
    }

    static let accepted: [JSONCase] = [
        "null", "true", "false", "0", "-0", "1", "-1", "0.5", "1e5", "1E+5", "1e-5", "1.5e3", "\"\"", "\"a\"", "[]",
        "{}",
        " \t\r\n{ \"a\" : [ 1 , 2 ] } \n", #"{"a":1,"b":1}"#, #"{"a":1,"A":2}"#, #"{"":1}"#, #"{"a":{"a":{"a":1}}}"#,
        #"[{"a":1},{"a":1}]"#, #""\"\\\/\b\f\n\r\t\u0041""#, #""\ud83d\ude00""#, #""\uFFFF""#, "\"\u{7F}\"",
        "\"\u{1F600}\"",
        "\"\u{FEFF}\"", "\"\u{FFFE}\"", "12345678901234567890123456789", "123456789012345678901234567890.5", "1e308",
        "1e-400", "9007199254740993", "{\"\u{E9}\":1,\"e\u{301}\":2}",
    ].map { JSONCase($0) }

    static let grammar: [JSONCase] = [
        "", " ", "nul", "NULL", "True", "tru e", "01", "-01", "+1", ".5", "1.", "1.e5", "1e", "1e+", "--1",
        "-", "NaN", "Infinity", "-Infinity", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "[1,,2]", "{", "}",
        "{\"a\"",
        "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{,}", "{a:1}", "{'a':1}", "{\"a\" 1}", "{1:1}", "{null:1}",
        "{\"a\":1 \"b\":2}", "\"", "\"a", "'a'", "\"\\", "\"\\x41\"", "\"\\a\"", "\"\\u12\"", "\"\\uZZZZ\"",
        "\"\\U0041\"",
        "\"\u{1}\"", "\"\n\"", "\"\t\"", "\"\u{1F}\"", "// a\n1", "/**/1", "#1", "\u{A0}1", "\u{B}1",
        "\u{C}1",
        "\u{2028}1", "[1}", "{\"a\":1]", "\\u0031", "１",
    ].map { JSONCase($0, .grammar) }

    static let others: [JSONCase] = [
        JSONCase("{} {}", .trailingOctets), JSONCase("1 2", .trailingOctets), JSONCase("{}x", .trailingOctets),
        JSONCase("null,", .trailingOctets), JSONCase("0x1", .trailingOctets), JSONCase("1 // a", .trailingOctets),
        JSONCase("[]]", .trailingOctets), JSONCase("\"a\"\"b\"", .trailingOctets),
        JSONCase("\u{FEFF}{}", .byteOrderMark), JSONCase("\u{FEFF}", .byteOrderMark),
        JSONCase(#"{"a":1,"a":1}"#, .duplicateMember), JSONCase(#"{"a":1,"\u0061":2}"#, .duplicateMember),
        JSONCase(#"{"a":{"b":1,"c":2,"b":3}}"#, .duplicateMember), JSONCase(#"[{"":1,"":2}]"#, .duplicateMember),
        JSONCase(#"{"alg":"none","a\u006cg":"HS256"}"#, .duplicateMember),
        JSONCase(#"{"\ud83d\ude00":1,"😀":2}"#, .duplicateMember),
        JSONCase(#""\u0000""#, .nul), JSONCase(#"{"a\u0000":1}"#, .nul), JSONCase(#"["a\u0000b"]"#, .nul),
        JSONCase("1e400", .numberRange), JSONCase("-1e400", .numberRange), JSONCase("[1e309]", .numberRange),
        JSONCase([UInt8](repeating: UInt8(ascii: "9"), count: 400), .numberRange),
        // Not UTF-8: Latin-1, a lone continuation, overlong forms, surrogates, beyond U+10FFFF, cut short.
        JSONCase(quoted([0xE9]), .encoding), JSONCase(quoted([0x80]), .encoding),
        JSONCase(quoted([0xC0, 0xAF]), .encoding),
        JSONCase(quoted([0xC1, 0xA1]), .encoding), JSONCase(quoted([0xE0, 0x80, 0xAF]), .encoding),
        JSONCase(quoted([0xF0, 0x80, 0x80, 0xAF]), .encoding), JSONCase(quoted([0xED, 0xA0, 0x80]), .encoding),
        JSONCase(quoted([0xED, 0xBF, 0xBF]), .encoding), JSONCase(quoted([0xF4, 0x90, 0x80, 0x80]), .encoding),
        JSONCase(quoted([0xF5, 0x80, 0x80, 0x80]), .encoding), JSONCase(quoted([0xFF]), .encoding),
        JSONCase(quoted([0xE2, 0x82]), .encoding), JSONCase([0x22, 0xE2, 0x82], .encoding),
        JSONCase([0xFF, 0xFE, 0x7B, 0, 0x7D, 0], .nul), JSONCase([0xFE, 0xFF, 0, 0x7B, 0, 0x7D], .nul),
    ]

    /// jansson drops a NUL octet behind a number or a literal.
    static let nul: [[UInt8]] = [
        [0x31, 0], [0x31, 0, 0], [0x5B, 0x31, 0, 0x5D], [0x5B, 0x31, 0, 0x2C, 0x32, 0x5D], Array("true".utf8) + [0],
        [0], [0x22, 0, 0x22], [0x7B, 0x7D, 0], [0x7B, 0, 0x7D], [0x20, 0, 0x31], [0x7B, 0, 0x7D, 0],
        [0, 0x7B, 0, 0x7D],
        Array(#"{"exp":1"#.utf8) + [0] + Array("}".utf8), Array(#"{"a"#.utf8) + [0] + Array(#"":1}"#.utf8),
    ]

    /// Refused; which of two codes it gets is jansson's choice.
    static let rejected: [[UInt8]] = [
        Array(#""\ud800""#.utf8), Array(#""\udc00""#.utf8), Array(#""\ud800\u0041""#.utf8), Array(#""\ud800x""#.utf8),
        Array(#""\udc00\ud800""#.utf8), Array(#""\ud800\ud800""#.utf8), Array(#"{"\udfff":1}"#.utf8),
    ]
}

struct JSONParserTests {
    @Test(arguments: JSONCase.accepted)
    func `accepts`(_ sample: JSONCase) {
        #expect(throws: Never.self) { try JSONParser().parse(sample.octets.span) }
    }

    @Test(arguments: JSONCase.grammar + JSONCase.others)
    func `refuses`(_ sample: JSONCase) {
        #expect { try JSONParser().parse(sample.octets.span) } throws: { error in
            (error as? JSONError)?.code == sample.code
        }
    }

    @Test(arguments: JSONCase.nul)
    func `refuses NUL octets wherever they are`(_ octets: [UInt8]) {
        #expect { try JSONParser().parse(octets.span) } throws: { error in
            (error as? JSONError)?.code == .nul
        }
    }

    @Test(arguments: JSONCase.rejected)
    func `refuses lone surrogates`(_ octets: [UInt8]) {
        #expect(throws: JSONError.self) { try JSONParser().parse(octets.span) }
    }

    @Test func `says why there is nothing`() {
        #expect { try JSONParser().parse([UInt8]().span) } throws: { error in
            (error as? JSONError)?.detail == "the text is empty"
        }
    }

    @Test(arguments: [("[", "]"), (#"{"a":"#, "}"), (#"[{"a":"#, "}]")])
    func `takes 64 levels and no more`(_ open: String, _ close: String) {
        let levels = open == #"[{"a":"# ? 2 : 1
        func nested(_ depth: Int) -> [UInt8] {
            let count = depth / levels
            return Array((String(repeating: open, count: count) + "1" + String(repeating: close, count: count)).utf8)
        }
        #expect(throws: Never.self) { try JSONParser().parse(nested(64).span) }
        for depth in [66, 2048, 100_000] {
            #expect { try JSONParser().parse(nested(depth).span) } throws: { error in
                (error as? JSONError)?.code == .depth
            }
        }
        if levels == 1 {
            #expect { try JSONParser().parse(nested(65).span) } throws: { error in
                (error as? JSONError)?.code == .depth
            }
        }
    }

    @Test func `brackets inside of strings aren't depth`() throws {
        let text = #"["\""# + String(repeating: "[", count: 100) + #"\\"]"#
        #expect(throws: Never.self) { try JSONParser().parse(Array(text.utf8).span) }
    }

    @Test func `closing brackets don't make room for opening ones`() {
        let text = String(repeating: "]", count: 1000) + String(repeating: "[", count: 1100)
        #expect(throws: JSONError.self) { try JSONParser().parse(Array(text.utf8).span) }
    }

    @Test func `values are what the text says`() throws {
        let text = #" {"b":[1,-2.5,"x\u00e9\ud83d\ude00",null,true,{}],"a":9007199254740993,"B":"\/"} "#
        let expected = JSON.object(
            JSONObject([
                (
                    "b",
                    .array([.number(1), .number(-2.5), .string("xé😀"), .null, .bool(true), .object(JSONObject([]))])
                ),
                ("a", .number(9_007_199_254_740_992)), ("B", .string("/")),
            ])
        )
        #expect(try JSONParser().parse(Array(text.utf8).span) == expected)
    }

    @Test func `members are found octet by octet`() throws {
        let object = try #require(try JSONParser().parse(Array("{\"K\":1,\"\u{E9}\":3}".utf8).span).object)
        #expect(object["\u{212A}"] == nil)
        #expect(object["K"] == .number(1))
        #expect(object["e\u{301}"] == nil)
        #expect(object["\u{E9}"] == .number(3))
    }
}
