import Testing

@testable import StrictJSON

/// The scanner beside jansson.
struct JSONOutlineTests {
    /// Whether scanner and jansson agree: both take the text, as the same value, or neither does.
    private static func agree(_ octets: [UInt8]) -> Bool {
        var outline = JSONOutline(capacity: octets.count + 1)
        let value = try? JSONParser().parse(octets.span)
        return switch outline.read(octets.span) {
        case .read: value.map { $0.isIdentical(to: outline.value(of: octets.span)) } ?? false
        case .rejected: value == nil
        case .beyond: false
        }
    }

    @Test(arguments: JSONCase.accepted + JSONCase.grammar + JSONCase.others)
    func `is of jansson's opinion`(_ sample: JSONCase) {
        #expect(Self.agree(sample.octets))
        var outline = JSONOutline()
        #expect(outline.read(sample.octets.span) == (sample.code == nil ? .read : .rejected))
    }

    @Test(arguments: JSONCase.nul + JSONCase.rejected)
    func `refuses NUL octets and lone surrogates`(_ octets: [UInt8]) {
        var outline = JSONOutline()
        #expect(outline.read(octets.span) == .rejected)
    }

    @Test(arguments: [
        "0", "-0", "-0.0", "-1", "1e-400", "-1e-400", "0.1", "1e22", "1e23", "123456789012345678", "999999999999999999",
        "1234567890123456789", "18446744073709551616", "9007199254740993", "9007199254740992.5", "4.9e-324", "2e-324",
        "1.7976931348623157e308", "1.7976931348623158e308", "1.7976931348623159e308", "1.0", "100E-2", "0e999999",
    ])
    func `numbers to the last bit`(_ text: String) {
        for text in [text, "[\(text)]", "{\"a\":\(text)}", "\(text) "] {
            #expect(Self.agree(Array(text.utf8)), "\(text)")
        }
    }

    @Test func `every octet at every place of a text`() {
        let texts = [
            #"{"alg":"HS256"}"#, #"[1,-2.5e+3,true,null]"#,
            #"{"a":{"b":"c"},"d":"\u00e9\ud83d\ude00"}"#, "\"\u{1F600}é€\"",
        ]
        for text in texts {
            let octets = Array(text.utf8)
            for index in octets.indices {
                for octet in UInt8.min...UInt8.max {
                    var changed = octets
                    changed[index] = octet
                    #expect(Self.agree(changed), "\(changed)")
                }
                #expect(Self.agree(Array(octets[..<index])))
                #expect(Self.agree(Array(octets[index...])))
            }
        }
    }

    /// Strings are read eight octets at a time: what ends them stands at each place of a word.
    @Test(arguments: ["\"", "\\", "\\n", "\u{1}", "\u{7F}", "é", "€", "😀", " "])
    func `strings of every length`(_ last: String) {
        for count in 0..<40 {
            let text = String(repeating: "x", count: count) + last
            for text in ["\"\(text)\"", "\"\(text)", "[\"\(text)\",\"\(text)\"]", "{\"\(text)\":\"\(text)\"}"] {
                #expect(Self.agree(Array(text.utf8)), "\(text)")
            }
        }
    }

    @Test(arguments: [1, 2, 15, 16, 17, 18, 40, 200])
    func `a name twice among any number`(_ count: Int) {
        let names = (0..<count).map { "name\($0)" }
        for escape in [false, true] {
            for position in [0, count / 2, count - 1] {
                let again = escape ? names[position].replacing("name", with: "n\\u0061me") : names[position]
                for names in [names, names + [again], [again] + names] {
                    let text = "{" + names.map { "\"\($0)\":[{\"a\":1}]" }.joined(separator: ",") + "}"
                    #expect(Self.agree(Array(text.utf8)), "\(text)")
                }
            }
        }
    }

    @Test(arguments: ["[", #"{"a":"#])
    func `takes 64 levels and no more`(_ open: String) {
        for depth in [1, 63, 64, 65, 66, 1_000] {
            let close = open == "[" ? "]" : "}"
            let text = String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
            #expect(Self.agree(Array(text.utf8)), "\(depth)")
        }
    }

    @Test func `what is beyond its capacity it leaves to jansson`() {
        var outline = JSONOutline(capacity: 4)
        #expect(outline.read(Array("[1,2,3]".utf8).span) == .read)
        #expect(outline.read(Array("[1,2,3,4]".utf8).span) == .beyond)
        #expect(outline.read(Array("[1,2,3,4".utf8).span) == .beyond)
        #expect(outline.count == 0)
        #expect(outline.read(Array("[1,2".utf8).span) == .rejected)
        #expect(outline.count == 0)
        #expect(outline.read(Array("{}".utf8).span) == .read)
        #expect(outline.count == 1)
    }

    @Test func `nodes say where values are`() throws {
        let octets = Array(#" {"a":"b\u0063","d":[1,true]} "#.utf8)
        var outline = JSONOutline()
        try #require(outline.read(octets.span) == .read)
        #expect(
            (0..<outline.count).map { String(decoding: octets[outline[$0].range], as: UTF8.self) } == [
                #"{"a":"b\u0063","d":[1,true]}"#, "a", #"b\u0063"#, "d", "[1,true]", "1", "true",
            ]
        )
        #expect((0..<outline.count).map { outline[$0].next } == [7, 2, 3, 4, 7, 6, 7])
        #expect((0..<outline.count).map { outline[$0].isEscaped } == [false, false, true, false, false, false, false])
    }
}

extension JSON {
    /// Whether this is the same value to the octet and the bit: `==` takes canonical equivalents and both zeros for the
    /// same.
    func isIdentical(to other: JSON) -> Bool {
        switch (self, other) {
        case (.null, .null): true
        case (.bool(let one), .bool(let two)): one == two
        case (.number(let one), .number(let two)): one.bitPattern == two.bitPattern
        case (.string(let one), .string(let two)): one.isExactly(two)
        case (.array(let one), .array(let two)):
            one.count == two.count && zip(one, two).allSatisfy { $0.isIdentical(to: $1) }
        case (.object(let one), .object(let two)):
            one.members.count == two.members.count
                && zip(one.members, two.members).allSatisfy {
                    $0.name.isExactly($1.name) && $0.value.isIdentical(to: $1.value)
                }
        default: false
        }
    }
}
