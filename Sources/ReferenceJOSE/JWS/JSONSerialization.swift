import StrictJSON

extension TokenSigner {
    /// Signs one payload, in flattened JSON serialization (RFC 7515 section 7.2.2).
    ///
    /// - Parameters:
    ///   - payload: any octets; text, if the payload is unencoded.
    ///   - unprotected: the unprotected header.
    ///   - isDetached: whether to leave the payload out of the token.
    /// - Returns: the JSON text.
    /// - Throws: ``Rejection`` if libcrypto can't sign.
    public func signFlattened(
        _ payload: [UInt8],
        unprotected: JSONMembers? = nil,
        isDetached: Bool = false
    ) throws(Rejection) -> String {
        var worker = try makeWorker()
        let members = try worker.signatureMembers(for: payload.span, unprotected: unprotected?.object)
        return JSONWriter.text(.object(JSONObject((isDetached ? [] : [try payloadMember(payload)]) + members)))
    }

    /// Signs one payload with several keys, in general JSON serialization (RFC 7515 section 7.2.1).
    ///
    /// - Parameters:
    ///   - payload: any octets; text, if the payload is unencoded.
    ///   - signers: the signers and the unprotected header of each; all encode the payload alike.
    ///   - isDetached: whether to leave the payload out of the token.
    /// - Returns: the JSON text.
    /// - Throws: ``Rejection`` if libcrypto can't sign, or the signers don't agree on `b64`.
    public static func signGeneral(
        _ payload: [UInt8],
        by signers: [(signer: TokenSigner, unprotected: JSONMembers?)],
        isDetached: Bool = false
    ) throws(Rejection) -> String {
        guard let first = signers.first?.signer else {
            throw Rejection(.serializationSignatures, "there is no signer")
        }
        var signatures: [JSON] = []
        for (signer, unprotected) in signers {
            guard signer.encoding == first.encoding else { throw Rejection(.b64Same, "b64 differs between signers") }
            var worker = try signer.makeWorker()
            signatures.append(
                .object(JSONObject(try worker.signatureMembers(for: payload.span, unprotected: unprotected?.object)))
            )
        }
        let members = (isDetached ? [] : [try first.payloadMember(payload)]) + [("signatures", .array(signatures))]
        return JSONWriter.text(.object(JSONObject(members)))
    }

    private func payloadMember(_ payload: [UInt8]) throws(Rejection) -> (String, JSON) {
        guard encoding == .unencoded else { return ("payload", .string(Base64URL.text(payload))) }
        guard let text = String(validating: payload, as: UTF8.self), !payload.contains(0) else {
            throw Rejection(.b64Payload, "an unencoded payload must be valid in a JSON string")
        }
        return ("payload", .string(text))
    }
}
