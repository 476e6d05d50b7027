import CommandLineKit
import Fleet
import FoundationEssentials
import JWTAdapters
import JWTConformance

extension Terminal {
    /// How many implementations run at the same time: fewer, with a word, where there are few file descriptors.
    ///
    /// - Parameters:
    ///   - wanted: what the user asked for; `nil`: one per processor.
    ///   - verifiers: who is asked.
    /// - Returns: what was wanted, or as many as there are file descriptors for.
    static func jobs(_ wanted: Int?, for verifiers: [VerifierArgument]) -> Int {
        let most = wanted ?? ProcessInfo.processInfo.activeProcessorCount
        let programs = min(most, verifiers.count { $0.text != "reference" })
        let jobs = StartingRoom.programs(wanted: programs)
        guard jobs < programs else { return most }
        complain(
            "there are file descriptors for \(jobs) at a time, not \(programs); to raise the limit: ulimit -n 1024"
        )
        return jobs
    }

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
