import CryptoPrimitives
import ReferenceJOSE

/// Characters that a decoder of base64url drops, and what it takes for the signing input then.
package struct LenientBase64: Hashable, Sendable {
    /// The segment.
    let segment: TextPlace
    /// The characters.
    let characters: Characters
    /// Where they are dropped.
    let position: Position
    /// What the signature is over.
    let covered: Covered

    /// A kind of character that isn't base64url.
    enum Characters: String, Hashable, Sendable, CaseIterable {
        case padding, alphabet, spaces, lineBreaks, controls, punctuation, nonASCII
    }

    /// Where characters are dropped.
    enum Position: String, Hashable, Sendable, CaseIterable { case front, inside, behind }

    /// What the signature is over.
    enum Covered: String, Hashable, Sendable, CaseIterable {
        /// The text as it stands, which only the issuer can sign.
        case received
        /// The text without what was dropped: anybody can put noise into a genuine token.
        case cleaned
    }
}

extension LenientBase64: WrongCheck {
    static let all: [LenientBase64] = [TextPlace.header, .payload, .signature].flatMap { segment in
        Characters.allCases.flatMap { characters in
            Position.allCases.flatMap { position in
                // The signature isn't part of what it covers.
                Covered.allCases.prefix(segment == .signature ? 1 : 2).map { covered in
                    LenientBase64(segment: segment, characters: characters, position: position, covered: covered)
                }
            }
        }
    }

    var name: String {
        let words = characters.rawValue.map { $0.isUppercase ? "-\($0.lowercased())" : String($0) }.joined()
            .replacing("-a-s-c-i-i", with: "-ascii")
        return "\(segment.rawValue)-\(words)-\(position.rawValue)-\(covered.rawValue)"
    }

    var summary: String {
        let place = position == .inside ? "inside" : position == .front ? "before" : "behind"
        return "\(name.split(separator: "-")[1]) \(place) the \(segment.rawValue) are dropped, and the "
            + "\(covered.rawValue) text is what's signed"
    }

    var check: Check {
        // A payload is decoded once its signature holds, which is over the text with the noise in it.
        if segment == .payload, covered == .cleaned { return .signature }
        return switch characters {
        case .padding: .base64Padding
        case .alphabet: .base64Alphabet
        case .spaces, .lineBreaks: .base64WhiteSpace
        case .controls, .punctuation, .nonASCII: .base64Character
        }
    }

    var onlyAccepts: Bool { true }
}

extension LenientBase64 {
    /// The text without the characters.
    func cleaned(_ text: [UInt8]) -> [UInt8] {
        let front = text.prefix(while: isDropped)
        let behind = text.dropFirst(front.count).reversed().prefix(while: isDropped)
        let inside = text.dropFirst(front.count).dropLast(behind.count)
        return switch position {
        case .front: Array(inside + behind.reversed())
        case .behind: Array(front + inside)
        case .inside: Array(front + inside.filter { !isDropped($0) } + behind.reversed())
        }
    }

    private func isDropped(_ octet: UInt8) -> Bool {
        switch characters {
        case .padding: octet == UInt8(ascii: "=")
        case .alphabet: octet == UInt8(ascii: "+") || octet == UInt8(ascii: "/")
        case .spaces: [0x20, 0x09, 0x0B, 0x0C].contains(octet)
        case .lineBreaks: octet == 0x0A || octet == 0x0D
        case .controls: (octet < 0x20 && !(0x09...0x0D).contains(octet)) || octet == 0x7F
        case .punctuation:
            (0x21...0x7E).contains(octet) && !SixBitText.alphabet.utf8.contains(octet) && !"=+/".utf8.contains(octet)
        case .nonASCII: octet >= 0x80
        }
    }
}
