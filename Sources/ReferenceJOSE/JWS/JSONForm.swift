package import StrictJSON

extension TokenParts {
    /// Parses a token in JSON serialization, flattened or general (RFC 7515 section 7.2).
    ///
    /// - Parameters:
    ///   - token: the JSON value that the token is.
    ///   - isDetached: whether the caller holds the payload.
    /// - Throws: ``Rejection`` by the check that fails.
    package init(json token: JSON, isDetached: Bool) throws(Rejection) {
        guard let object = token.object else {
            throw Rejection(.serializationMembers, "the token isn't a JSON object")
        }
        guard object["ciphertext"] == nil else { throw Rejection(.encrypted, "the token has a ciphertext") }
        form = .json
        payloadText = try Self.payload(of: object, isDetached: isDetached)
        guard let signatures = object["signatures"] else {
            entries = [try SignatureEntry(object)]
            return
        }
        if let other = ["signature", "protected", "header"].first(where: { object[$0] != nil }) {
            throw Rejection(.serializationForm, "beside signatures there is \(other)")
        }
        guard let elements = signatures.array else {
            throw Rejection(.serializationMembers, "signatures isn't an array")
        }
        guard elements.count <= TokenLimits.signatureCount else {
            throw Rejection(.serializationMembers, "signatures has more than \(TokenLimits.signatureCount) elements")
        }
        guard !elements.isEmpty else { throw Rejection(.serializationSignatures, "there is no signature") }
        var entries: [SignatureEntry] = []
        for element in elements {
            guard let element = element.object else {
                throw Rejection(.serializationMembers, "an element of signatures isn't an object")
            }
            entries.append(try SignatureEntry(element))
        }
        self.entries = entries
    }

    private static func payload(of object: JSONObject, isDetached: Bool) throws(Rejection) -> [UInt8]? {
        guard let value = object["payload"] else {
            guard isDetached else { throw Rejection(.serializationMembers, "there is no payload") }
            return nil
        }
        guard let text = value.string else { throw Rejection(.serializationMembers, "payload isn't a string") }
        return Array(text.utf8)
    }
}

extension SignatureEntry {
    /// Reads a signature with its headers (RFC 7515 section 7.2.1).
    package init(_ object: JSONObject) throws(Rejection) {
        guard let signature = object["signature"]?.string else {
            throw Rejection(.serializationMembers, "signature is missing or isn't a string")
        }
        var protectedText: [UInt8] = []
        var protected = JSONObject([])
        if let value = object["protected"] {
            guard let text = value.string else { throw Rejection(.serializationMembers, "protected isn't a string") }
            protectedText = Array(text.utf8)
            protected = try JOSEHeader.readProtected(Base64URL.decode(protectedText.span))
        }
        var unprotected = JSONObject([])
        if let value = object["header"] {
            guard let object = value.object else { throw Rejection(.serializationMembers, "header isn't an object") }
            unprotected = object
        }
        guard object["protected"] != nil || object["header"] != nil else {
            throw Rejection(.serializationMembers, "there is neither a protected nor an unprotected header")
        }
        if let name = protected.firstName(alsoIn: unprotected) {
            throw Rejection(.headersDisjoint, "\(name) is in both headers")
        }
        self.init(
            protectedText: protectedText,
            header: JOSEHeader(protected: protected, unprotected: unprotected),
            signature: try Base64URL.decode(Array(signature.utf8).span)
        )
    }
}

extension JSONObject {
    /// The first name that another object has too.
    ///
    /// By hashes: either object can have tens of thousands of members.
    func firstName(alsoIn other: JSONObject) -> String? {
        guard !members.isEmpty, !other.members.isEmpty else { return nil }
        let names = Set(names.map { Array($0.utf8) })
        return other.names.first { names.contains(Array($0.utf8)) }
    }
}
