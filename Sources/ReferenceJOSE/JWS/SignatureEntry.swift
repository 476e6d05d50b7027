/// One signature of a token, as it stood: nothing of it is checked yet but its encoding.
struct SignatureEntry {
    /// The text of the protected header, which the signature covers; empty where there is none.
    let protectedText: [UInt8]
    /// The header.
    let header: JOSEHeader
    /// The octets of the signature.
    let signature: [UInt8]
}

/// A token taken apart.
struct TokenParts {
    /// Which serialization the token came in.
    enum Form { case compact, json }

    /// Which serialization the token came in.
    let form: Form
    /// The payload as it stood: base64url, or the octets themselves where `b64` is false.
    ///
    /// `nil` where it's detached.
    let payloadText: [UInt8]?
    /// The signatures.
    let entries: [SignatureEntry]

    /// The signatures that are verified: all of them.
    func judgedEntries(without disabled: CheckSet) -> [SignatureEntry] {
        if disabled.has(.firstSignature) { return Array(entries.prefix(1)) }
        if disabled.has(.lastSignature) { return Array(entries.suffix(1)) }
        return entries
    }
}
