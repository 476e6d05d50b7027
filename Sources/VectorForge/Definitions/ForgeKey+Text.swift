import JWTConformance

extension ForgeKey {
    /// The text of the JWK that a verifier is given, members sorted.
    var jwkText: String {
        get throws {
            guard case .object(let members) = record.verification else { throw ForgeError("\(id) is no object") }
            let pairs = members.sorted { $0.key < $1.key }.map { #""\#($0.key)":"\#($0.value.stringValue ?? "")""# }
            return "{\(pairs.joined(separator: ","))}"
        }
    }

    /// The JWK that a verifier is given, with further members.
    func jwk(with members: [String: JSONValue] = [:]) throws -> JSONValue {
        guard case .object(var object) = record.verification else { throw ForgeError("\(id) isn't an object") }
        object.merge(members) { $1 }
        return .object(object)
    }
}
