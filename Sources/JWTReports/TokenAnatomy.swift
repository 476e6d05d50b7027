import FoundationEssentials
package import JWTConformance
import ReportKit

/// A token split into readable parts, as far as possible: malformed parts are shown and named, never rejected.
package struct TokenAnatomy: Hashable, Sendable {
    /// A part of a token.
    package struct Part: Hashable, Sendable {
        /// The name: header, payload, signature.
        package let name: String
        /// What it holds, in printable lines.
        package let lines: [String]
        /// What is odd about its spelling.
        package let oddities: [String]
    }

    /// What the token is, in a phrase.
    package let form: String
    /// Its parts, in order.
    package let parts: [Part]

    /// Splits a token into its parts.
    package init(_ token: Question.Token) {
        let bytes = token.bytes
        let size = "\(bytes.count) octets"
        let text = String(decoding: bytes, as: UTF8.self)
        let isText = if case .text = token { true } else { false }
        let encoding = isText ? "" : ", not UTF-8"
        if bytes.first(where: { !" \t\r\n".utf8.contains($0) }) == UInt8(ascii: "{") {
            form = "JSON serialization, \(size)\(encoding)"
            parts = Self.jsonParts(bytes)
            return
        }
        let segments = text.split(separator: ".", maxSplits: 63, omittingEmptySubsequences: false)
        let names = Self.names[segments.count] ?? []
        form = "\(Self.kinds[segments.count] ?? "compact"), \(segments.count) segments, \(size)\(encoding)"
        parts = segments.enumerated().map { position, segment in
            Self.part(names.indices.contains(position) ? names[position] : "segment \(position + 1)", String(segment))
        }
    }

    private static let kinds = [3: "compact JWS", 5: "compact JWE"]

    private static let names = [
        2: ["header", "payload"],
        3: ["header", "payload", "signature"],
        5: ["header", "encrypted key", "iv", "ciphertext", "tag"],
    ]

    /// One segment: text if it decodes to text, otherwise octets in hex.
    private static func part(_ name: String, _ segment: String) -> Part {
        guard !segment.isEmpty else { return Part(name: name, lines: ["(empty)"], oddities: []) }
        let (octets, oddities) = decode(segment)
        guard let octets else {
            return Part(name: name, lines: [segment.bounded(to: 512)], oddities: oddities)
        }
        if name == "header" || name == "payload" || name.hasPrefix("segment"), let text = octets.utf8 {
            return Part(name: name, lines: [text.isEmpty ? "(empty)" : text.bounded(to: 2048)], oddities: oddities)
        }
        return Part(name: name, lines: [hex(octets.bytes)], oddities: oddities)
    }

    /// Decodes base64url, and text that is nearly base64url.
    private static func decode(_ segment: String) -> (Octets?, oddities: [String]) {
        if let octets = Octets(base64url: segment) {
            let isCanonical = octets.base64url == segment
            return (octets, isCanonical ? [] : ["not canonical base64url: the trailing bits aren't zero"])
        }
        var oddities: [String] = []
        var alphabet = ""
        for scalar in segment.unicodeScalars {
            switch scalar {
            case "+": alphabet += "-"
            case "/": alphabet += "_"
            case "=", " ", "\t", "\r", "\n": break
            default: alphabet.unicodeScalars.append(scalar)
            }
        }
        if segment.contains("=") { oddities.append("padded") }
        if segment.contains("+") || segment.contains("/") { oddities.append("standard alphabet") }
        if segment.contains(where: \.isWhitespace) { oddities.append("white space") }
        guard let octets = Octets(base64url: alphabet) else { return (nil, ["not base64url"]) }
        return (octets, ["not base64url: \(oddities.joined(separator: ", "))"])
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        let head = bytes.prefix(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return "\(bytes.count) octets: \(head)\(bytes.count > 16 ? "…" : "")"
    }

    // MARK: JSON serialization

    private static func jsonParts(_ bytes: [UInt8]) -> [Part] {
        let text = Part(name: "text", lines: [String(decoding: bytes, as: UTF8.self).bounded(to: 2048)], oddities: [])
        guard let object = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes)) else {
            return [Part(name: text.name, lines: text.lines, oddities: ["not JSON"])]
        }
        var parts = [text]
        if let payload = object["payload"] { parts.append(member("payload", payload)) }
        parts += signatureParts(object, number: nil)
        for (position, signature) in (object["signatures"]?.arrayValue ?? []).enumerated().prefix(16) {
            parts += signatureParts(signature, number: position + 1)
        }
        return parts
    }

    private static func signatureParts(_ object: JSONValue, number: Int?) -> [Part] {
        let suffix = number.map { " \($0)" } ?? ""
        var parts: [Part] = []
        if let protected = object["protected"] {
            parts.append(renamed(member("header", protected), "protected header\(suffix)"))
        }
        if let header = object["header"] {
            let text = (try? JSONText.of(header)) ?? "(no JSON)"
            parts.append(Part(name: "unprotected header\(suffix)", lines: [text.bounded(to: 2048)], oddities: []))
        }
        if let signature = object["signature"] {
            parts.append(renamed(member("signature", signature), "signature\(suffix)"))
        }
        return parts
    }

    private static func member(_ name: String, _ value: JSONValue) -> Part {
        guard let text = value.stringValue else {
            let json = (try? JSONText.of(value)) ?? "(no JSON)"
            return Part(name: name, lines: [json.bounded(to: 512)], oddities: ["not a string"])
        }
        return part(name, text)
    }

    private static func renamed(_ part: Part, _ name: String) -> Part {
        Part(name: name, lines: part.lines, oddities: part.oddities)
    }
}
