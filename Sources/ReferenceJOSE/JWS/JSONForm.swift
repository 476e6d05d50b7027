import StrictJSON

extension TokenParts {
    /// Takes a token in JSON serialization apart, flattened or general (RFC 7515 section 7.2).
    ///
    /// - Parameters:
    ///   - token: the JSON text.
    ///   - isDetached: whether the caller holds the payload.
    ///   - disabled: checks that are switched off.
    /// - Throws: ``Rejection`` by the check that fails.
    init(json token: Span<UInt8>, isDetached: Bool, without disabled: CheckSet) throws(Rejection) {
        guard let object = try StrictText.parse(token, without: disabled).object else {
            throw Rejection(.serializationMembers, "the token is no JSON object")
        }
        if object["ciphertext"] != nil { throw Rejection(.encrypted, "the token has a ciphertext") }
        form = .json
        payloadText = try Self.payload(of: object, isDetached: isDetached, without: disabled)
        guard let signatures = object["signatures"] else {
            entries = try Self.entries(of: [.object(object)], without: disabled)
            return
        }
        let mixed = ["signature", "protected", "header"].filter { object[$0] != nil }
        guard mixed.isEmpty || disabled.contains(.serializationForm) else {
            throw Rejection(.serializationForm, "beside signatures there is \(mixed[0])")
        }
        guard let elements = signatures.array, elements.count <= TokenLimits.signatureCount else {
            guard !disabled.contains(.serializationMembers) else {
                entries = []
                return
            }
            throw Rejection(.serializationMembers, "signatures is no array, or too long a one")
        }
        guard !elements.isEmpty || disabled.contains(.serializationSignatures) else {
            throw Rejection(.serializationSignatures, "there is no signature")
        }
        entries = try Self.entries(of: elements, without: disabled)
    }

    private static func entries(of elements: [JSON], without disabled: CheckSet) throws(Rejection) -> [SignatureEntry] {
        var entries: [SignatureEntry] = []
        for element in elements {
            do throws(Rejection) {
                guard let element = element.object else {
                    throw Rejection(.serializationMembers, "an element of signatures is no object")
                }
                entries.append(try SignatureEntry(element, without: disabled))
            } catch {
                // With the check off, as in libraries that verify the signatures they find.
                guard error.check == .serializationMembers, disabled.contains(.serializationMembers) else {
                    throw error
                }
            }
        }
        return entries
    }

    private static func payload(
        of object: JSONObject,
        isDetached: Bool,
        without disabled: CheckSet
    ) throws(Rejection) -> [UInt8]? {
        guard let value = object["payload"] else {
            guard isDetached || disabled.contains(.serializationMembers) else {
                throw Rejection(.serializationMembers, "there is no payload")
            }
            return nil
        }
        guard let text = value.string else {
            guard disabled.contains(.serializationMembers) else {
                throw Rejection(.serializationMembers, "payload is no string")
            }
            // What a language makes of the value: an object's own text, a number's digits.
            let written = Array(JSONWriter.text(value).utf8)
            return value.object == nil ? written : Base64URL.encode(written.span)
        }
        return Array(text.utf8)
    }
}

extension SignatureEntry {
    fileprivate init(_ object: JSONObject, without disabled: CheckSet) throws(Rejection) {
        guard let signature = object["signature"]?.string else {
            throw Rejection(.serializationMembers, "there is no signature that is a string")
        }
        var protectedText: [UInt8] = []
        var protected = JSONObject([])
        if let value = object["protected"] {
            guard let text = value.string else { throw Rejection(.serializationMembers, "protected is no string") }
            protectedText = Array(text.utf8)
            protected = try JOSEHeader.readProtected(
                Base64URL.decode(protectedText.span, without: disabled),
                without: disabled
            )
        }
        var unprotected = JSONObject([])
        if let value = object["header"] {
            guard let object = value.object else { throw Rejection(.serializationMembers, "header is no object") }
            unprotected = object
        }
        guard object["protected"] != nil || object["header"] != nil else {
            throw Rejection(.serializationMembers, "there is neither a protected nor an unprotected header")
        }
        if let name = protected.firstName(alsoIn: unprotected), !disabled.contains(.headersDisjoint) {
            throw Rejection(.headersDisjoint, "\(name) is in both headers")
        }
        self.init(
            protectedText: protectedText,
            header: JOSEHeader(protected: protected, unprotected: unprotected),
            signature: try Base64URL.decode(Array(signature.utf8).span, without: disabled)
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
