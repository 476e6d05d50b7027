import JWTConformance
import ReferenceJOSE

extension Token {
    /// One signature in JSON serialization (RFC 7515 section 7.2.1), with the payload that it's over.
    struct JSONSignature {
        let members: String

        /// Signs a payload.
        ///
        /// - Parameters:
        ///   - protected: the protected header; `nil` for none.
        ///   - unprotected: the unprotected header, if there is one.
        ///   - payload: the text that the signature covers, usually base64url.
        ///   - key: the key to sign with.
        ///   - algorithm: the algorithm to sign with, whatever the header says.
        /// - Throws: an error if the key can't sign with the algorithm.
        init(
            _ protected: String?,
            unprotected: String? = nil,
            over payload: String = Forge.payload.base64url,
            by key: ForgeKey,
            _ algorithm: Algorithm
        ) throws {
            let text = protected?.base64url ?? ""
            let tag = try key.sign(Array("\(text).\(payload)".utf8), algorithm).base64url
            self.init(protected.map { _ in text }, unprotected, tag)
        }

        /// Writes the members of a signature: the texts of protected header, unprotected header and signature.
        init(_ protected: String?, _ unprotected: String?, _ signature: String) {
            var parts = protected.map { ["\"protected\":\"\($0)\""] } ?? []
            if let unprotected { parts.append("\"header\":\(unprotected)") }
            members = (parts + ["\"signature\":\"\(signature)\""]).joined(separator: ",")
        }
    }

    /// A token in flattened JSON serialization.
    ///
    /// - Parameters:
    ///   - signature: its signature.
    ///   - payload: the payload as it stands in the token.
    ///   - further: the text of further members, with a comma before each.
    /// - Returns: the token.
    static func flattened(
        _ signature: JSONSignature,
        payload: String = Forge.payload.base64url,
        further: String = ""
    ) -> Token {
        Token("{\"payload\":\"\(payload)\",\(signature.members)\(further)}")
    }

    /// A token in general JSON serialization.
    static func general(_ signatures: [JSONSignature]) -> Token {
        let elements = signatures.map { "{\($0.members)}" }.joined(separator: ",")
        return Token("{\"payload\":\"\(Forge.payload.base64url)\",\"signatures\":[\(elements)]}")
    }
}

extension Algorithm {
    /// Its name in ids.
    var slug: String { rawValue.lowercased() }
}
