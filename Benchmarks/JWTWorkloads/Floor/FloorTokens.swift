/// Tokens as the floor takes them: what was signed, and the signatures in libcrypto's own form.
struct FloorTokens: Sendable {
    let messages: Ring
    let signatures: Ring

    var count: Int { messages.count }
}
