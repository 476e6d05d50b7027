/// Tokens in the form that the floor needs: the signing inputs, and the signatures in libcrypto's own form.
struct FloorTokens: Sendable {
    let messages: Ring
    let signatures: Ring

    var count: Int { messages.count }
}
