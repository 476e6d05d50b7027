/// Anything that can say whether a token is valid: the interface between the suite and an implementation.
///
/// Conform a type to this protocol and hand it to ``Runner``, or ask it one vector at a time with
/// ``Vector/verdict(of:profile:minter:oracle:)`` in a parameterised test. `answer(_:)` is called from several tasks at a time.
public protocol Verifier: Sendable {
    /// The implementation's name and capabilities.
    var profile: ImplementationProfile { get async throws(VerifierFault) }

    /// Answers one question.
    ///
    /// - Parameter question: the token, the key and the policy.
    /// - Returns: what the implementation says about the token. Return ``Answer/reject(reason:detail:)`` for an
    ///   exception by which the implementation rejects a token, and ``Answer/error(detail:)`` for any other.
    /// - Throws: ``VerifierFault`` if there is no answer: a crash, a hang, a protocol violation.
    func answer(_ question: Question) async throws(VerifierFault) -> Answer

    /// Releases the verifier's resources. Called once, after the last question.
    func finish() async
}

extension Verifier {
    /// Does nothing.
    public func finish() async {}
}
