import StrictJSON
import Testing

struct JSONWriterTests {
    @Test(arguments: [
        (JSON.null, "null"), (.bool(true), "true"), (.bool(false), "false"), (.number(0), "0"), (.number(-1), "-1"),
        (.number(1_767_225_600), "1767225600"), (.number(0.5), "0.5"), (.number(-0.0), "0"),
        (.number(9_007_199_254_740_991), "9007199254740991"), (.number(.infinity), "null"), (.number(.nan), "null"),
        (.array([]), "[]"), (.object(JSONObject([])), "{}"), (.array([.null, .array([])]), "[null,[]]"),
        (.object(JSONObject([("b", .number(1)), ("a", .null)])), #"{"b":1,"a":null}"#),
        (.string("\"\\/"), #""\"\\/""#), (.string("\n\r\t"), #""\n\r\t""#),
        (.string("\u{0}\u{1}\u{1F}"), #""\u0000\u0001\u001f""#),
        (.string("é😀\u{7F}\u{2028}"), "\"é😀\u{7F}\u{2028}\""), (.string("e\u{301}"), "\"e\u{301}\""),
    ])
    func `writes no white space and escapes what has to be`(_ value: JSON, _ expected: String) {
        #expect(Array(JSONWriter.text(value).utf8) == Array(expected.utf8))
    }

    @Test(arguments: [
        0.1, -1.5, 1e21, 1e300, -1e-300, .leastNonzeroMagnitude, 9_007_199_254_740_994, 1.7976931348623157e308,
        123_456.789, 1e15,
    ])
    func `a number comes back as it was`(_ number: Double) throws {
        let text = JSONWriter.text(.number(number))
        #expect(try JSONParser().parse(Array(text.utf8).span) == .number(number))
    }

    @Test func `every scalar but NUL comes back`() throws {
        var text = ""
        for value in stride(from: UInt32(1), through: 0x10FFFF, by: 61) {
            if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
        }
        let value = JSON.object(JSONObject([(text, .string(text))]))
        #expect(try JSONParser().parse(Array(JSONWriter.text(value).utf8).span) == value)
    }
}
