import CryptoPrimitives
import ReferenceJOSE
import StrictJSON

// base64url and JSON as a reader with a fault understands them.
extension Faults {
    /// Decodes base64url.
    func decode(_ text: [UInt8]) throws(Rejection) -> [UInt8] {
        do {
            return try Base64URL.decode(text.span)
        } catch {
            if case .base64(let lenient) = mutation, lenient.segment == place,
                let octets = try? Base64URL.decode(lenient.cleaned(text).span)
            {
                return octets
            }
            return try decodeDespite(error, text)
        }
    }

    private func decodeDespite(_ rejection: Rejection, _ text: [UInt8]) throws(Rejection) -> [UInt8] {
        let alphabet = Array(SixBitText.alphabet.utf8)
        var accumulator: UInt32 = 0
        var bits = 0
        var octets: [UInt8] = []
        var skipped = 0
        for character in text {
            guard skipped == 0 else {
                skipped -= 1
                continue
            }
            var value = alphabet.firstIndex(of: character)
            if value == nil {
                let check = Check.rejecting(character)
                if follow(.base64StopsAtFault) { break }
                guard lack(check) else { throw Rejection(check, rejection.detail) }
                // A URL's escape goes with its two digits.
                if character == UInt8(ascii: "%") { skipped = 2 }
                guard check == .base64Alphabet else { continue }
                value = character == UInt8(ascii: "+") ? 62 : 63
            }
            accumulator = accumulator << 6 | UInt32(value ?? 0)
            bits += 6
            guard bits >= 8 else { continue }
            bits -= 8
            octets.append(UInt8(truncatingIfNeeded: accumulator >> UInt32(bits)))
        }
        guard bits < 6 || lack(.base64Length) else { throw Rejection(.base64Length, rejection.detail) }
        guard accumulator & (1 << UInt32(bits) - 1) == 0 || lack(.base64TrailingBits) else {
            throw Rejection(.base64TrailingBits, rejection.detail)
        }
        return octets
    }

    /// Parses JSON.
    func parse(_ octets: [UInt8]) throws(Rejection) -> JSON {
        do {
            let value = try StrictText.parse(octets.span)
            if follow(.depth16) { try checkDepth16(octets) }
            return lack(.jsonNUL) ? value.endingStringsAtNUL : value
        } catch {
            return try parseDespite(error, octets)
        }
    }

    private func checkDepth16(_ octets: [UInt8]) throws(Rejection) {
        do {
            _ = try JSONParser(maximumDepth: 16).parse(octets.span)
        } catch {
            throw Rejection(.jsonDepth, error.detail)
        }
    }

    /// Repairs the text and parses it strictly, or reads it as forgiving parsers do.
    private func parseDespite(_ rejection: Rejection, _ octets: [UInt8]) throws(Rejection) -> JSON {
        if let repaired = repaired(octets, rejection.check), repaired != octets { return try parse(repaired) }
        switch rejection.check {
        case .jsonNUL where lack(.jsonNUL):
            // In C, the text ends at a NUL octet.
            if octets.contains(0), let value = try? parse(Array(octets.prefix { $0 != 0 })) { return value }
            var reader = ForgivingReader(octets, faults: self)
            return try reader.read().endingStringsAtNUL
        case .jsonGrammar where lack(.jsonGrammar), .jsonDepth where lack(.jsonDepth),
            .jsonNumberRange where lack(.jsonNumberRange) || follow(.overflowIsMinimum):
            var reader = ForgivingReader(octets, faults: self)
            return try reader.read()
        default:
            throw rejection
        }
    }

    /// The text without what a missing check doesn't see; `nil` if nothing is to be repaired.
    private func repaired(_ octets: [UInt8], _ check: Check) -> [UInt8]? {
        switch check {
        case .jsonByteOrderMark where lack(check):
            return Array(octets.dropFirst(3))
        case .jsonEncoding where lack(check):
            return Array(String(decoding: octets, as: UTF8.self).utf8)
        case .jsonTrailingOctets where lack(check), .jsonDuplicateMember where lack(check) || follow(.firstMember):
            var reader = ForgivingReader(octets, faults: self)
            guard (try? reader.read()) != nil else { return nil }
            return check == .jsonTrailingOctets ? reader.readText : reader.textWithoutDuplicates
        default:
            return nil
        }
    }

    /// Reads the octets of a protected header.
    func readProtected(_ octets: [UInt8]) throws(Rejection) -> JSONObject {
        if octets.count > TokenLimits.headerOctetCount, !lack(.headerSize) {
            return try JOSEHeader.readProtected(octets)
        }
        let value = try at(.header).parse(octets)
        if let object = value.object { return object }
        guard lack(.headerObject) else { throw Rejection(.headerObject, "the header isn't a JSON object") }
        return value.array?.first?.object ?? JSONObject([])
    }
}

extension JSON {
    /// The value with each string ended at its first U+0000, as in C.
    fileprivate var endingStringsAtNUL: JSON {
        switch self {
        case .string(let text): .string(String(text.unicodeScalars.prefix { $0.value != 0 }))
        case .array(let elements): .array(elements.map(\.endingStringsAtNUL))
        case .object(let object): .object(JSONObject(object.members.map { ($0.name, $0.value.endingStringsAtNUL) }))
        default: self
        }
    }
}
