public import JWTConformance
import ReferenceJOSE
import StrictJSON

/// Mints tokens with the reference's signer.
public struct ReferenceMinter: Minter {
    /// A minter.
    public init() {}

    /// Signs a payload in compact serialization.
    ///
    /// `alg` comes first in the header, whatever its place in the text.
    public func token(over payload: Octets, header: String, key: JSONValue) throws(MintError) -> String {
        let members: [JSONObject.Member]
        do {
            members = try JSONParser().parse(Array(header.utf8).span).object?.members ?? []
        } catch {
            throw MintError("the header isn't JSON: \(error.detail)")
        }
        guard let name = members.first(where: { $0.name == "alg" })?.value.string,
            let algorithm = Algorithm(rawValue: name)
        else { throw MintError("the header has no alg to sign with") }
        do {
            let signer = try TokenSigner(
                key: JWK(parsing: key.text),
                algorithm: algorithm,
                header: members.filter { $0.name != "alg" }.map { ($0.name, $0.value) }
            )
            return try signer.sign(payload.bytes)
        } catch {
            throw MintError("\(error.check.id): \(error.detail)")
        }
    }
}
