import ReferenceJOSE

/// A comparison that treats different texts as equal.
package struct Comparison: Hashable, Sendable {
    /// What is compared.
    let field: Field
    /// How.
    let laxity: Laxity

    /// What is compared; the name is its check's, and behind a number sign, where.
    enum Field: String, Hashable, Sendable, CaseIterable {
        case algorithm = "alg.exact"
        case issuer = "claims.iss"
        case issuers = "claims.iss#of-several"
        case subject = "claims.sub"
        case audience = "claims.aud"
        case audiences = "claims.aud#of-several"
        case expectedClaim = "claims.expected"
        case revokedID = "claims.revoked"
        case seenID = "claims.replayed"
        case type = "typ.expected"
        case keyID = "key.found"
        case keyAlgorithm = "key.algorithm"
        case operation = "key.operations"
        case critical = "crit.understood"
    }

    /// How two texts are compared.
    enum Laxity: String, Hashable, Sendable, CaseIterable {
        case prefix, longer, suffix, longerInFront, substring, containing
        case caseless, folded, trimmed, spaceless, normalized, compatibility, ascii, lowOctets
        case empty, wildcard, pattern, reversePattern, anyLine, listed, percent, unquoted, address
        case sameLength, firstOctets, lastOctets, numeric
    }
}

extension Comparison: WrongCheck {
    /// Every field by every laxity that can make a difference for it.
    static let all: [Comparison] = Field.allCases.flatMap { field in
        Laxity.allCases.filter { !field.exempts($0) }.map { Comparison(field: field, laxity: $0) }
    }

    private var place: [Substring] { field.rawValue.split(separator: "#") }

    var name: String {
        let name = laxity.rawValue.map { $0.isUppercase ? "-\($0.lowercased())" : String($0) }.joined()
        return ([name[...]] + place.dropFirst()).joined(separator: "-")
    }

    var check: Check {
        guard let check = Check(id: String(place[0])) else { preconditionFailure("no check \(place[0])") }
        return check
    }

    var summary: String { laxity.summary + (place.count > 1 ? ", where several are expected" : "") }

    /// A deny list and a memory reject by the same comparison.
    var onlyAccepts: Bool { ![.revokedID, .seenID, .keyID].contains(field) }
}

extension Comparison.Field {
    /// Whether the laxity is right for this field, or can't come to bear.
    fileprivate func exempts(_ laxity: Comparison.Laxity) -> Bool {
        switch self {
        // Media types have no case (RFC 7515 section 4.1.9).
        case .type: [.caseless, .folded, .numeric, .address].contains(laxity)
        case .algorithm: [.numeric, .address, .firstOctets, .lastOctets, .normalized].contains(laxity)
        case .critical: [.numeric, .address].contains(laxity)
        // What a key says is the application's own: these are spelling mistakes that a maker of keys could make.
        case .keyAlgorithm, .operation: ![.caseless, .prefix, .longer, .trimmed].contains(laxity)
        case .issuer, .issuers, .audience, .audiences: laxity == .numeric
        case .subject, .expectedClaim: laxity == .address
        default: [.address, .numeric].contains(laxity)
        }
    }
}

extension Comparison.Laxity {
    /// Whether the texts pass for equal.
    func matches(_ text: String, _ expected: String) -> Bool {
        switch self {
        case .prefix: !text.isEmpty && expected.hasPrefix(text)
        case .longer: text.hasPrefix(expected)
        case .suffix: !text.isEmpty && expected.hasSuffix(text)
        case .longerInFront: text.hasSuffix(expected)
        case .substring: !text.isEmpty && expected.contains(text)
        case .containing: text.contains(expected)
        case .caseless: text.lowercased() == expected.lowercased()
        case .folded: text.uppercased().lowercased() == expected.uppercased().lowercased()
        case .trimmed: text.trimmed == expected.trimmed
        case .spaceless: text.filter { !$0.isWhitespace } == expected.filter { !$0.isWhitespace }
        case .normalized: text == expected
        case .compatibility:
            String(String.UnicodeScalarView(text.unicodeScalars.map(\.asciiLookalike))) == expected
        case .ascii: String(String.UnicodeScalarView(text.unicodeScalars.filter(\.isASCII))) == expected
        case .lowOctets: text.utf16.map { $0 & 0xFF } == Array(expected.utf16)
        case .empty: text.isEmpty
        case .wildcard: text == "*"
        case .pattern: text.count == expected.count && zip(text, expected).allSatisfy { $0 == $1 || $1 == "." }
        case .reversePattern: text.asPattern(matches: expected)
        case .anyLine: text.split(whereSeparator: \.isNewline).contains { $0 == expected }
        case .listed: text.split { " ,;|".contains($0) }.contains { $0 == expected }
        case .percent: text.percentDecoded == expected
        case .unquoted: text.trimming { "\"'<>[]()".contains($0) } == expected
        case .address: text.normalizedAddress == expected.normalizedAddress
        case .sameLength: text.utf8.count == expected.utf8.count
        case .firstOctets: expected.utf8.count > 8 && text.utf8.prefix(8).elementsEqual(expected.utf8.prefix(8))
        case .lastOctets: expected.utf8.count > 8 && text.utf8.suffix(8).elementsEqual(expected.utf8.suffix(8))
        case .numeric: Double(text).map { $0 == Double(expected) } ?? false
        }
    }

    fileprivate var summary: String {
        switch self {
        case .prefix: "the first letters of the expected text are enough"
        case .longer: "more may follow the expected text"
        case .suffix: "the last letters of the expected text are enough"
        case .longerInFront: "more may stand before the expected text"
        case .substring: "any part of the expected text is enough"
        case .containing: "the expected text may be anywhere in the token's"
        case .caseless: "case is ignored"
        case .folded: "case is folded as Unicode does it, so that ſ is an s"
        case .trimmed: "white space and slashes at the ends don't count"
        case .spaceless: "white space doesn't count"
        case .normalized: "canonical equivalents are the same text"
        case .compatibility: "fullwidth letters are ASCII's"
        case .ascii: "characters outside of ASCII are dropped"
        case .lowOctets: "characters are cut to eight bits"
        case .empty: "an empty text is the expected one"
        case .wildcard: "an asterisk is any text"
        case .pattern: "a period in the expected text stands for any character"
        case .reversePattern: "the token's text is a regular expression"
        case .anyLine: "one line of the token's text is enough"
        case .listed: "one word of a list in the token's text is enough"
        case .percent: "percent-encoding is undone"
        case .unquoted: "quotation marks and brackets around the text don't count"
        case .address: "addresses that lead to the same host are the same"
        case .sameLength: "only lengths are compared"
        case .firstOctets: "only the first eight octets are compared"
        case .lastOctets: "only the last eight octets are compared"
        case .numeric: "texts that spell the same number are the same"
        }
    }
}

extension String {
    fileprivate func trimming(_ isEdge: (Character) -> Bool) -> Substring {
        let front = drop(while: isEdge)
        return front.prefix(upTo: front.lastIndex { !isEdge($0) }.map(front.index(after:)) ?? front.startIndex)
    }

    fileprivate var trimmed: Substring { trimming { $0.isWhitespace || $0 == "/" } }

    /// The text with two hexadecimal digits after a percent sign taken for the octet that they spell.
    fileprivate var percentDecoded: String {
        var octets: [UInt8] = []
        var rest = utf8[...]
        while let first = rest.popFirst() {
            if first == UInt8(ascii: "%"), let octet = UInt8(String(rest.prefix(2)) ?? "", radix: 16) {
                octets.append(octet)
                rest = rest.dropFirst(2)
            } else {
                octets.append(first)
            }
        }
        return String(decoding: octets, as: UTF8.self)
    }

    /// Whether the text, with a period for any character and `.*` for any run, is another.
    fileprivate func asPattern(matches other: some StringProtocol) -> Bool {
        guard let first else { return other.isEmpty }
        let rest = String(dropFirst())
        if first == ".", rest.first == "*" {
            let behind = String(rest.dropFirst())
            return (0...other.count).contains { behind.asPattern(matches: other.dropFirst($0)) }
        }
        guard let head = other.first, first == "." || first == head else { return false }
        return rest.asPattern(matches: other.dropFirst())
    }

    /// The address without what makes no difference to the host that is reached: case, the default port, a period behind
    /// the host, a fragment, a slash at the end.
    fileprivate var normalizedAddress: String {
        var address = lowercased()
        if let fragment = address.firstIndex(of: "#") { address = String(address[..<fragment]) }
        if address.hasPrefix("https://") { address = address.replacing(":443", with: "") }
        while let last = address.last, "/.".contains(last) { address.removeLast() }
        return address
    }
}

extension Unicode.Scalar {
    /// The letter of ASCII that a fullwidth or Cyrillic one looks like.
    var asciiLookalike: Unicode.Scalar {
        switch value {
        case 0xFF01...0xFF5E: Unicode.Scalar(value - 0xFEE0) ?? self
        case 0x043E: "o"
        default: self
        }
    }
}
