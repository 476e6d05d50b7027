import CommandLineKit
import Fleet
import JWTAdapters
import JWTConformance

extension Terminal {
    /// Says why each implementation that couldn't be run failed, with the end of its error output.
    ///
    /// - Parameters:
    ///   - runs: the parts of a run.
    ///   - verifiers: who was asked.
    static func complain(of runs: [ImplementationRun], asked verifiers: [VerifierArgument]) {
        for run in runs where run.state == .unavailable {
            complain("error: \(run.label): \(run.detail ?? "could not be run")")
            quote(run.standardError ?? "")
            let greeting = verifiers.first { $0.label == run.label }?.greeting
            if let greeting { talk("  to see for yourself: \(greeting.bounded(to: 2048))\n") }
        }
    }
}

extension [VerifierArgument] {
    /// How the user wrote each, by its label.
    var spellings: [String: String] { Dictionary(map { ($0.label, $0.text) }) { first, _ in first } }
}
