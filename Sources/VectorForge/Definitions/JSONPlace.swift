import JWTConformance
import ReferenceJOSE

/// A place in a token that holds JSON.
enum JSONPlace: String, CaseIterable {
    case header, claims

    /// A group of vectors about this place.
    func group(_ forge: Forge, _ id: String) -> GroupDefinition {
        switch self {
        case .header: forge.bytesGroup("\(id)/header")
        case .claims: forge.claimsGroup("\(id)/claims")
        }
    }

    /// A token with these octets in this place.
    func token(_ forge: Forge, _ octets: [UInt8]) throws -> Token {
        switch self {
        case .header: try Token.compact(octets, Array(Forge.payload.utf8), by: forge.key("hmac-a"), .hs256)
        case .claims: try Token.compact(Array(#"{"alg":"HS256"}"#.utf8), octets, by: forge.key("hmac-a"), .hs256)
        }
    }

    /// An object that is accepted in this place, with further members.
    func object(_ members: String = "") -> String {
        switch self {
        case .header: #"{"alg":"HS256"\#(members)}"#
        case .claims: #"{"sub":"alice"\#(members)}"#
        }
    }

    /// The requirement that this place holds valid JSON.
    var rule: String {
        switch self {
        case .header: "RFC7515#5.2-3"
        case .claims: "RFC7519#7.2-6"
        }
    }

    /// The rule that the JSON there is UTF-8.
    var encodingRule: String {
        switch self {
        case .header: "RFC7515#5.2-1"
        case .claims: "RFC7519#7.2-5"
        }
    }

    /// The rule that the JSON there isn't UTF-16 or UTF-32.
    var wideEncodingRule: String {
        switch self {
        case .header: "RFC7515#5.2-2"
        case .claims: "RFC7519#7.2-5"
        }
    }

    /// The rule that the names there are unique.
    var uniquenessRule: String {
        switch self {
        case .header: "RFC7515#4-2"
        case .claims: "RFC7519#4-1"
        }
    }

    /// The finer rule that a text of the grammar vectors is about, if any.
    func finerRule(_ name: String) -> [String] {
        switch name {
        case "white-space", "white-space-only": ["RFC8259#2-2"]
        case "escaped-name": [self == .header ? "RFC7515#5.3-1" : "RFC7519#7.3-1"]
        case "unknown-member": [self == .header ? "RFC7515#4.2-1" : "RFC7519#4-2"]
        case "numbers": ["RFC8259#6-1", "RFC8259#6-2"]
        case "leading-zero", "plus-sign", "bare-period", "hexadecimal": ["RFC8259#6-1"]
        case "nan", "infinity": self == .claims ? ["RFC8259#6-1", "RFC7519#2-6"] : ["RFC8259#6-1"]
        case "astral-text": ["RFC7515#10.13-1"]
        case "surrogate-pair": ["RFC8259#7-1", "RFC7515#10.13-1"]
        case "control-character", "bad-escape": ["RFC8259#7-1"]
        case "depth-32": ["RFC8259#9-1"]
        default: []
        }
    }
}
