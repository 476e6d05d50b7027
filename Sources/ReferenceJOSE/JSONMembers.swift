package import StrictJSON

/// The members of a JSON object: a header or a claims set, read by name and type.
///
/// Names are compared code point by code point, without normalisation (RFC 7515 section 5.3).
public struct JSONMembers: Hashable, Sendable {
    package let object: JSONObject

    package init(_ object: JSONObject) {
        self.object = object
    }

    /// No members.
    public init() {
        self.init(JSONObject([]))
    }

    /// Reads a JSON object.
    ///
    /// - Parameter json: any octets.
    /// - Throws: ``Rejection`` by a check of JSON, or by ``Check/headerObject`` if the value isn't an object.
    public init(parsing json: [UInt8]) throws(Rejection) {
        guard let object = try StrictText.parse(json.span).object else {
            throw Rejection(.headerObject, "the text isn't a JSON object")
        }
        self.init(object)
    }

    /// The names, in order.
    public var names: [String] { object.names }

    /// The string of this name; `nil` if it's missing or of another type.
    public func string(_ name: String) -> String? { object[name]?.string }

    /// The number of this name; `nil` if it's missing or of another type.
    public func number(_ name: String) -> Double? { object[name]?.number }

    /// The Boolean of this name; `nil` if it's missing or of another type.
    public func bool(_ name: String) -> Bool? {
        guard case .bool(let flag) = object[name] else { return nil }
        return flag
    }

    /// The array of strings of this name; `nil` if it's missing or holds anything else.
    public func strings(_ name: String) -> [String]? { object[name]?.strings }

    /// The object of this name; `nil` if it's missing or of another type.
    public func members(_ name: String) -> JSONMembers? { object[name]?.object.map(JSONMembers.init) }

    /// The JSON text, without white space.
    public var json: String { JSONWriter.text(.object(object)) }

    package subscript(name: String) -> JSON? { object[name] }
}
