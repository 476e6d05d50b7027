/// A verifier that also signs.
///
/// Conform a type to this protocol and hand it to ``Runner``, with a verifier that
/// is known to be right, or ask it one vector at a time with ``Vector/verdict(of:profile:minter:oracle:)``.
public protocol Signer: Verifier {
    /// Signs one payload, or refuses to sign it.
    ///
    /// - Parameter request: the header, the payload and the key.
    /// - Returns: the token, or why there is none. Return ``SignAnswer/refuse(reason:detail:)`` for an exception by
    ///   which the implementation refuses, and ``SignAnswer/error(detail:)`` for any other.
    /// - Throws: ``VerifierFault`` if there is no answer: a crash, a hang, a protocol violation.
    func sign(_ request: SignRequest) async throws(VerifierFault) -> SignAnswer
}
