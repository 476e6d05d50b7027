import CryptoPrimitives

/// Signs what the fuzzer made with a secret that the verifiers trust, so that the checks behind the signature are
/// reached: no fuzzer guesses a MAC.
final class Minter {
    static let secret: [UInt8] = Array("a secret of thirty-two octets ..".utf8)

    private var context: MACContext

    init() throws {
        context = try MACContext(secret: Self.secret.span, function: .sha256)
    }

    /// The signature over a header and a payload as they stand in the signing input.
    func signature(header: [UInt8], payload: [UInt8]) -> [UInt8] {
        let input = header + [UInt8(ascii: ".")] + payload
        return Segments.encode(context.code(for: input.span))
    }

    /// A compact token.
    func compact(header: [UInt8], payload: [UInt8], isEncoded: Bool, isDetached: Bool) -> [UInt8] {
        let header = Segments.encode(header)
        let payload = isEncoded ? Segments.encode(payload) : payload
        let dot = [UInt8(ascii: ".")]
        return header + dot + (isDetached ? [] : payload) + dot + signature(header: header, payload: payload)
    }

    /// A token in flattened JSON serialization.
    func flattened(header: [UInt8], payload: [UInt8], unprotected: [UInt8]) -> [UInt8] {
        let header = Segments.encode(header)
        let payload = Segments.encode(payload)
        var text = Array(#"{"payload":""#.utf8) + payload + Array(#"","protected":""#.utf8) + header
        text += Array(#"","signature":""#.utf8) + signature(header: header, payload: payload) + [UInt8(ascii: "\"")]
        if !unprotected.isEmpty { text += Array(#","header":"#.utf8) + unprotected }
        return text + [UInt8(ascii: "}")]
    }
}
