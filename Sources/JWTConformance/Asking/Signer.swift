/// A verifier that also signs.
///
/// Conform a type to this protocol and hand it to ``Runner``, with a verifier that
/// is known to be right, or ask it one vector at a time with ``Vector/verdict(of:profile:minter:oracle:)``.
public protocol Signer: Verifier {
    /// Signs one payload, or refuses to.
    ///
    /// - Parameter request: the header, the payload and the key; nothing else may be known of it.
    /// - Returns: the token, or why there is none. An exception that is the implementation's own way to refuse is
    ///   ``SignAnswer/refuse(reason:detail:)``; any other is ``SignAnswer/error(detail:)``.
    /// - Throws: ``VerifierFault`` when there is no answer: a crash, a hang, a broken protocol.
    func sign(_ request: SignRequest) async throws(VerifierFault) -> SignAnswer
}
