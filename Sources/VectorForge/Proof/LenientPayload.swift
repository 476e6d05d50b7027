import FoundationEssentials
import JWTConformance

/// The payload of a token, as a reader takes it who overlooks everything.
enum LenientPayload {
    /// Whether a token's claims are those of a payload.
    ///
    /// - Parameters:
    ///   - question: the token, with what is detached.
    ///   - payload: the octets that a genuine token hands back.
    /// - Returns: whether they're the same octets or the same JSON, encoded or not; `false` if no payload is found.
    static func isSame(in question: Question, as payload: [UInt8]) -> Bool {
        let text = String(decoding: question.token.bytes, as: UTF8.self)
        guard let segment = segment(of: text) else { return false }
        if segment.isEmpty, let detached = question.detachedPayload { return isSame(detached.bytes, as: payload) }
        return Array(segment.utf8) == payload || isSame(octets(of: segment), as: payload)
    }

    /// Whether a token is another spelling of a genuine one: header, payload and signature have its octets, however they're
    /// written, so that whoever accepts it has checked the genuine signature.
    ///
    /// - Parameters:
    ///   - question: the token, with what is detached.
    ///   - genuine: the genuine token.
    /// - Returns: whether the protected header, the payload and the signature are the same octets.
    static func isSpelling(_ question: Question, of genuine: Question) -> Bool {
        guard question.detachedPayload == genuine.detachedPayload else { return false }
        let (parts, others) = (parts(of: question), parts(of: genuine))
        return !parts.isEmpty && parts == others
    }

    private static func parts(of question: Question) -> [[UInt8]] {
        let text = String(decoding: question.token.bytes, as: UTF8.self)
        guard text.contains("{") else { return text.split(separator: ".").map { octets(of: String($0)) } }
        return ["protected", "payload", "signature"].flatMap { name in
            text.split(separator: "\"\(name)\"", omittingEmptySubsequences: false).dropFirst().compactMap { rest in
                rest.split(separator: "\"", omittingEmptySubsequences: false).dropFirst().first.map {
                    octets(of: String($0))
                }
            }
        }
    }

    private static func isSame(_ octets: [UInt8], as payload: [UInt8]) -> Bool {
        func value(_ octets: [UInt8]) -> JSONValue? {
            try? JSONDecoder().decode(JSONValue.self, from: Data(octets))
        }
        return octets == payload || value(octets).map { $0 == value(payload) } ?? false
    }

    /// The second segment, or the one member `payload` of a JSON serialization.
    private static func segment(of text: String) -> String? {
        if text.contains("{") {
            let parts = text.split(separator: "\"payload\"", omittingEmptySubsequences: false)
            if parts.count == 1, text.contains("\"signature") { return "" }
            guard parts.count == 2 else { return parts.count == 1 ? compactSegment(of: text) : nil }
            return parts[1].split(separator: "\"", omittingEmptySubsequences: false).dropFirst().first.map(String.init)
        }
        return compactSegment(of: text)
    }

    private static func compactSegment(of text: String) -> String? {
        text.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first.map(String.init)
    }

    /// The octets of base64 or base64url: what isn't a character of either is overlooked, and so are unused bits.
    static func octets(of text: String) -> [UInt8] {
        var octets: [UInt8] = []
        var (bits, count) = (0, 0)
        for character in text.utf8 {
            guard let value = value(of: character) else { continue }
            (bits, count) = (bits << 6 | value, count + 6)
            guard count >= 8 else { continue }
            count -= 8
            octets.append(UInt8(truncatingIfNeeded: bits >> count))
            bits &= (1 << count) - 1
        }
        return octets
    }

    private static func value(of character: UInt8) -> Int? {
        switch Unicode.Scalar(character) {
        case "A"..."Z": Int(character) - 65
        case "a"..."z": Int(character) - 71
        case "0"..."9": Int(character) + 4
        case "-", "+": 62
        case "_", "/": 63
        default: nil
        }
    }
}
