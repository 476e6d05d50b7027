/// The payload of a token, as the signature covers it and as it is.
package struct SignedPayload {
    /// The payload part of the token, as it is.
    package let text: [UInt8]?
    /// The detached payload.
    package let detached: [UInt8]?
    /// Whether the signing input has the payload as base64url (RFC 7797 section 3).
    package let isEncoded: Bool

    package init(text: [UInt8]?, detached: [UInt8]?, isEncoded: Bool) {
        self.text = text
        self.detached = detached
        self.isEncoded = isEncoded
    }

    /// The octets that a signature covers: the protected header as it stood, a period, the payload (RFC 7515 section
    /// 5.2, step 8).
    package func signingInput(protected: [UInt8]) -> [UInt8] {
        var input = protected
        input.append(UInt8(ascii: "."))
        if let text {
            input += text
        } else if let detached {
            input += isEncoded ? Base64URL.encode(detached.span) : detached
        }
        return input
    }

    /// The payload itself.
    package func octets(form: TokenParts.Form) throws(Rejection) -> [UInt8] {
        guard let text else { return detached ?? [] }
        guard !isEncoded else { return try Base64URL.decode(text.span) }
        // RFC 7797 section 5.2: characters that are allowed in a URL or a header line, except the period.
        let isPrintable = text.allSatisfy { (0x20...0x7E).contains($0) && $0 != UInt8(ascii: ".") }
        guard form == .json || isPrintable else {
            throw Rejection(.b64Payload, "the unencoded payload must be printable ASCII")
        }
        return text
    }
}
