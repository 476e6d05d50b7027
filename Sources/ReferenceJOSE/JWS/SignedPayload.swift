/// The payload of a token, as the signature covers it and as it is.
struct SignedPayload {
    /// What stood in the token.
    let text: [UInt8]?
    /// What came apart from it.
    let detached: [UInt8]?
    /// Whether the signing input has the payload as base64url (RFC 7797 section 3).
    let isEncoded: Bool

    /// The octets that a signature covers: the protected header as it stood, a period, the payload (RFC 7515 section
    /// 5.2, step 8).
    func signingInput(protected: [UInt8]) -> [UInt8] {
        var input = protected
        input.append(UInt8(ascii: "."))
        if let text {
            input += text
        } else if let detached {
            input += isEncoded ? Base64URL.encode(detached.span) : detached
        }
        return input
    }

    /// The signing input made from what was decoded; `nil` where every check of base64url is on.
    func signingInputEncodedAgain(_ protected: [UInt8], without disabled: CheckSet) -> [UInt8]? {
        let checks: [Check] = [.base64Padding, .base64Alphabet, .base64WhiteSpace, .base64Character]
        guard !disabled.isEmpty, checks.contains(where: { disabled.contains($0) }),
            let header = try? Base64URL.decode(protected.span, without: disabled),
            let octets = try? octets(form: .json, without: disabled)
        else { return nil }
        return Base64URL.encode(header.span) + [UInt8(ascii: ".")] + Base64URL.encode(octets.span)
    }

    /// The payload itself.
    func octets(form: TokenParts.Form, without disabled: CheckSet) throws(Rejection) -> [UInt8] {
        guard let text else { return detached ?? [] }
        guard !isEncoded else { return try Base64URL.decode(text.span, without: disabled) }
        // RFC 7797 section 5.2: what can stand in a URL or a header line, and no period.
        let isPrintable = text.allSatisfy { (0x20...0x7E).contains($0) && $0 != UInt8(ascii: ".") }
        guard form == .json || isPrintable || disabled.contains(.b64Payload) else {
            throw Rejection(.b64Payload, "the unencoded payload has other characters than printable ASCII")
        }
        return text
    }
}
