/// A verifier in a process of its own, which can fail after it has answered.
///
/// An answer doesn't show that its question did no harm: a corrupted heap ends the process later, while it's asked something
/// else. So the harness must be able to ask again in a process that has seen nothing else, and to learn how a process ended.
package protocol IsolatedVerifier: Verifier {
    /// The same implementation in another process, which starts when it's first asked.
    func apart() -> any IsolatedVerifier

    /// Gives the process that runs now time to fail by itself. The next question then throws the fault.
    ///
    /// - Parameter duration: how long; `nil`: as long as it may still be busy, which can be told once it has answered twice.
    /// - Returns: whether it needed time.
    @discardableResult
    func rest(for duration: Duration?) async -> Bool

    /// Closes the input of the process that runs now. The next question starts another.
    ///
    /// - Parameter grace: how long it may take to exit; `nil`: as long as its own limits allow.
    /// - Returns: how it ended; ``Departure/clean`` if none was running.
    func end(within grace: Duration?) async -> Departure

    /// How the program contradicted itself when it was started again, a sentence each.
    var contradictions: [String] { get }
}

/// How a process ended that nothing was asked of any more.
package enum Departure: Hashable, Sendable {
    /// It exited with status 0 when its input was closed.
    case clean
    /// It failed by itself before its input was closed.
    case failed(VerifierFault)
    /// It failed once its input was closed, or kept running.
    case endedBadly(VerifierFault)
}
