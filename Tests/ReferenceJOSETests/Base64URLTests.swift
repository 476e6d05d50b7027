import Testing

@testable import ReferenceJOSE

struct Base64URLTests {
    @Test(
        arguments: [
            ("", []), ("AA", [0]), ("_w", [255]), ("AAA", [0, 0]), ("__8", [255, 255]), ("AAAA", [0, 0, 0]),
            ("A-z_4ME", [3, 236, 255, 224, 193]), ("____", [255, 255, 255]), ("-_-_", [251, 255, 191]),
        ] as [(String, [UInt8])]
    )
    func `decodes and encodes`(_ text: String, _ octets: [UInt8]) throws {
        #expect(try Base64URL.decode(Array(text.utf8).span) == octets)
        #expect(Base64URL.text(octets) == text)
    }

    @Test func `every length comes back`() throws {
        for count in 0..<300 {
            let octets = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ count) }
            let text = Base64URL.encode(octets.span)
            #expect(try Base64URL.decode(text.span) == octets)
        }
    }

    @Test(arguments: [
        ("A", Check.base64Length), ("AAAAA", .base64Length), ("_", .base64Length), ("AB", .base64TrailingBits),
        ("A_", .base64TrailingBits), ("AAB", .base64TrailingBits), ("AAD", .base64TrailingBits),
        ("AAAAAB", .base64TrailingBits), ("AA==", .base64Padding), ("AAA=", .base64Padding), ("=", .base64Padding),
        ("AA=A", .base64Padding), ("AAAA=", .base64Padding), ("+AAA", .base64Alphabet), ("/AAA", .base64Alphabet),
        ("AAA ", .base64WhiteSpace), (" AAAA", .base64WhiteSpace), ("AA\nAA", .base64WhiteSpace),
        ("AAAA\r\n", .base64WhiteSpace), ("AA\tAA", .base64WhiteSpace), ("AAA.", .base64Character),
        ("AAA!", .base64Character), ("AAA\u{0}", .base64Character), ("AAé", .base64Character),
        ("%41AA", .base64Character),
        ("A~AA", .base64Character), ("AAA,", .base64Character),
    ])
    func `refuses what isn't canonical`(_ text: String, _ check: Check) throws {
        #expect(try refusal { _ = try Base64URL.decode(Array(text.utf8).span) } == check)
    }

    @Test func `no octet outside of the alphabet passes, at any place`() {
        let alphabet = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        for octet in UInt8.min...UInt8.max where !alphabet.contains(octet) {
            for place in 0..<7 {
                var text = Array("AAAAAAA".utf8)
                text[place] = octet
                #expect(throws: Rejection.self) { try Base64URL.decode(text.span) }
            }
        }
    }

    @Test(
        arguments: [
            ("AAAA", [0, 0, 0]), ("AA==", [0]), ("AAA=", [0, 0]), ("+/+/", [251, 255, 191]), ("", []), ("AA", nil),
            ("AA=", nil),
            ("A===", nil), ("====", nil), ("-_-_", nil), ("AB==", nil), ("AA==AAAA", nil), ("AA AA===", nil),
            ("AAAA\n", nil),
        ] as [(String, [UInt8]?)]
    )
    func `base64 of certificates is as strict`(_ text: String, _ octets: [UInt8]?) {
        #expect(Base64URL.decodeStandard(text) == octets)
    }
}
