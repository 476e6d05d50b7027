/// One signature of a token: only its encoding is checked yet.
package struct SignatureEntry {
    /// The text of the protected header, which the signature covers; empty if there is none.
    package let protectedText: [UInt8]
    /// The header.
    package let header: JOSEHeader
    /// The octets of the signature.
    package let signature: [UInt8]

    package init(protectedText: [UInt8], header: JOSEHeader, signature: [UInt8]) {
        self.protectedText = protectedText
        self.header = header
        self.signature = signature
    }
}

/// The parts of a token.
package struct TokenParts {
    /// Which serialization the token came in.
    package enum Form { case compact, json }

    /// Which serialization the token came in.
    package let form: Form
    /// The payload as it stood: base64url, or the octets themselves where `b64` is false.
    ///
    /// `nil` if it's detached.
    package let payloadText: [UInt8]?
    /// The signatures.
    package let entries: [SignatureEntry]

    package init(form: Form, payloadText: [UInt8]?, entries: [SignatureEntry]) {
        self.form = form
        self.payloadText = payloadText
        self.entries = entries
    }

    /// Parses a token, whichever serialization it came in.
    ///
    /// - Parameters:
    ///   - token: the token.
    ///   - isDetached: whether the caller holds the payload.
    /// - Throws: ``Rejection`` by the check that fails.
    init(_ token: Span<UInt8>, isDetached: Bool) throws(Rejection) {
        guard token.count <= TokenLimits.tokenOctetCount else {
            throw Rejection(.tokenSize, "the token has \(token.count) octets")
        }
        if Self.isJSON(token) {
            try self.init(json: StrictText.parse(token), isDetached: isDetached)
        } else {
            try self.init(compact: token, isDetached: isDetached)
        }
    }

    /// Whether a token begins as JSON does.
    package static func isJSON(_ token: Span<UInt8>) -> Bool {
        for index in token.indices where ![0x20, 0x09, 0x0A, 0x0D].contains(token[index]) {
            return token[index] == UInt8(ascii: "{")
        }
        return false
    }
}
