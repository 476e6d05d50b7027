import ReferenceJOSE
import StrictJSON

/// A member of a wrong type that passes: for none, or for what a language makes of it.
package struct OverlookedType: Hashable, Sendable {
    /// The member's name.
    let member: String
    /// Whether it's a claim; else a header parameter.
    let isClaim: Bool
    /// What passes, and for what.
    let reading: Reading

    /// What passes, and for what.
    enum Reading: Hashable, Sendable {
        /// A value of this type counts as none.
        case none(Kind)
        /// The first string of an array stands for the array.
        case unwrapped
        /// A number, a Boolean or `null` counts as the text that it's written with.
        case written
    }

    /// A type of JSON.
    enum Kind: String, Hashable, Sendable, CaseIterable {
        case string, number, bool, null, array, object
    }
}

extension OverlookedType: WrongCheck {
    static let all: [OverlookedType] = claims + parameters + texts

    private static let claims = ["exp", "nbf", "iat", "iss", "sub", "jti", "aud"].flatMap { name in
        let right: [Kind] =
            ["exp", "nbf", "iat"].contains(name) ? [.number] : name == "aud" ? [.string, .array] : [.string]
        return Kind.allCases.filter { !right.contains($0) }
            .map { OverlookedType(member: name, isClaim: true, reading: .none($0)) }
    }

    private static let parameters = ["kid", "typ", "cty", "jku", "x5u", "x5t", "x5t#S256", "x5c", "jwk", "crit", "b64"]
        .flatMap { name in
            let kinds: [Kind] =
                ["x5c", "jwk", "crit", "b64"].contains(name)
                ? [.string, .number, .null] : [.number, .bool, .null, .array, .object]
            return kinds.map { OverlookedType(member: name, isClaim: false, reading: .none($0)) }
        }

    private static let texts: [OverlookedType] =
        ["iss", "sub", "jti", "kid", "typ", "alg"].flatMap { name in
            let readings: [Reading] = name == "alg" ? [.unwrapped] : [.unwrapped, .written]
            return readings.map {
                OverlookedType(member: name, isClaim: !["kid", "typ", "alg"].contains(name), reading: $0)
            }
        }

    var name: String {
        let member = member.replacing("#", with: "-").lowercased()
        return switch reading {
        case .none(let kind): "\(member)-\(kind.rawValue)-is-none"
        case .unwrapped: "\(member)-first-of-an-array"
        case .written: "\(member)-number-is-text"
        }
    }

    var summary: String {
        switch reading {
        case .none(let kind): "\(member) of the type \(kind.rawValue) counts as none"
        case .unwrapped: "the first element of an array stands for \(member)"
        case .written: "a number counts as the text of its digits at \(member)"
        }
    }

    var check: Check {
        switch member {
        case "exp", "nbf", "iat": .numericDateType
        case "iss": .issuerType
        case "sub": .subjectType
        case "jti": .tokenIDType
        case "aud": .audienceType
        case "crit": .critArray
        case "b64": .b64Boolean
        case "alg": .algString
        default: .headerTypes
        }
    }

    var onlyAccepts: Bool { true }
}

extension OverlookedType {
    /// The object as it's read.
    func read(_ object: JSONObject) -> JSONObject {
        object.changing(member) { value in
            switch reading {
            case .none(let kind): Kind(value) == kind ? nil : value
            case .unwrapped: value.array?.first?.string.map { .string($0) } ?? value
            case .written:
                value.string == nil && value.array == nil && value.object == nil
                    ? .string(JSONWriter.text(value)) : value
            }
        }
    }
}

extension OverlookedType.Kind {
    fileprivate init(_ value: JSON) {
        switch value {
        case .string: self = .string
        case .number: self = .number
        case .bool: self = .bool
        case .null: self = .null
        case .array: self = .array
        case .object: self = .object
        }
    }
}
