import ArgumentParser

/// How the program ends: its exit codes.
enum Ending: Int32, CaseIterable {
    case asExpected = 0
    case disagreement = 1
    case verifierUnavailable = 3
    case nothingSelected = 4
    case usage = 64
    case suiteDefect = 70
    case interrupted = 130

    /// What the code means.
    var meaning: String {
        switch self {
        case .asExpected: "everything is as expected, or as the baseline has it"
        case .disagreement: "an answer isn't as expected, a baseline doesn't hold, or of two runs the newer is worse"
        case .verifierUnavailable: "a verifier could not be run, or not to the end"
        case .nothingSelected: "no vector is selected"
        case .usage: "the command line is wrong, or a file that it names can't be used"
        case .suiteDefect: "a defect in the suite: an unreadable corpus, an unwritten report"
        case .interrupted: "the run was interrupted; what there is was reported"
        }
    }

    /// The section of `--help`.
    static var help: String {
        let codes = allCases.map { ending in
            let code = String(ending.rawValue)
            return "  " + String(repeating: " ", count: 3 - code.count) + code + "  " + ending.meaning
        }
        return (["EXIT CODES:"] + codes).joined(separator: "\n")
    }

    /// Ends the program with this code where it's thrown.
    var exitCode: ExitCode { ExitCode(rawValue) }
}

/// The end of a command that can't do its work.
struct Failure: Error {
    /// The exit code.
    let ending: Ending
    /// What's wrong and what to do.
    let message: String
}

extension AsyncParsableCommand {
    /// Does the work and turns a ``Failure`` into a message and an exit code.
    func endingOnFailure(_ work: () async throws -> Ending) async throws {
        let ending: Ending
        do {
            ending = try await work()
        } catch let failure as Failure {
            Terminal.complain("error: \(failure.message)")
            ending = failure.ending
        }
        if ending != .asExpected { throw ending.exitCode }
    }
}
