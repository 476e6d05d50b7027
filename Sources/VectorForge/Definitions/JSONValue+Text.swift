import JWTConformance

extension JSONValue {
    /// JSON text of an object of strings, members sorted.
    static func text(_ value: JSONValue) -> String {
        guard case .object(let members) = value else { return "" }
        let pairs = members.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\"\($0.value.stringValue ?? "")\"" }
        return "{\(pairs.joined(separator: ","))}"
    }
}
