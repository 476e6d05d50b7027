/// A JSON value (RFC 8259) as a header, a claims set or a JWK may contain it.
public enum JSON: Hashable, Sendable {
    /// The literal `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number, as the nearest finite double.
    case number(Double)
    /// A string.
    case string(String)
    /// An array.
    case array([JSON])
    /// An object.
    case object(JSONObject)
}

/// The members of a JSON object, in the order in which they stood.
public struct JSONObject: Hashable, Sendable {
    /// A name and its value.
    public struct Member: Hashable, Sendable {
        /// The name, unescaped.
        public let name: String
        /// The value.
        public let value: JSON
    }

    /// The members, in order.
    public let members: [Member]

    /// Assembles an object.
    public init(_ members: [(String, JSON)]) {
        self.members = members.map(Member.init)
    }

    init(members: [Member]) {
        self.members = members
    }

    /// The value of the member with exactly this name: code point by code point, without normalisation (RFC 7515
    /// section 5.3).
    public subscript(name: String) -> JSON? {
        for member in members where member.name.isExactly(name) {
            return member.value
        }
        return nil
    }

    /// The names, in order.
    public var names: [String] {
        members.map(\.name)
    }
}

extension JSON {
    /// The text, if this is a string.
    public var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The number, if this is one.
    public var number: Double? {
        guard case .number(let number) = self else { return nil }
        return number
    }

    /// The elements, if this is an array.
    public var array: [JSON]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The members, if this is an object.
    public var object: JSONObject? {
        guard case .object(let object) = self else { return nil }
        return object
    }

    /// The strings, if this is an array of strings and nothing else.
    public var strings: [String]? {
        guard let array else { return nil }
        var strings: [String] = []
        for element in array {
            guard let text = element.string else { return nil }
            strings.append(text)
        }
        return strings
    }
}
