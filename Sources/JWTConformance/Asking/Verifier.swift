/// Anything that can be asked whether a token is valid: the pluggable interface of the suite.
///
/// Conform a type to this protocol and hand it to ``Runner``, or ask it one vector at a time with
/// ``Vector/verdict(of:profile:minter:oracle:)`` from a parameterised test. `answer(_:)` is called from several tasks at a time.
public protocol Verifier: Sendable {
    /// Who this is and what it can do.
    var profile: ImplementationProfile { get async throws(VerifierFault) }

    /// Answers one question.
    ///
    /// - Parameter question: the token, the key material and the policy; nothing else may be known of it.
    /// - Returns: what the implementation says of the token. An exception that is the implementation's own way to
    ///   refuse is ``Answer/reject(reason:detail:)``; any other is ``Answer/error(detail:)``.
    /// - Throws: ``VerifierFault`` when there is no answer: a crash, a hang, a broken protocol.
    func answer(_ question: Question) async throws(VerifierFault) -> Answer

    /// Ends what the verifier keeps running. Called once, after the last question.
    func finish() async
}

extension Verifier {
    /// Nothing to end.
    public func finish() async {}
}
