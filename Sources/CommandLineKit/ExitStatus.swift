package import ArgumentParser

/// How a program ends: the one table of exit codes, of every program of the suite.
package enum ExitStatus: Int32, CaseIterable, Sendable {
    case asExpected = 0
    case deviation = 1
    case incomplete = 3
    case nothingSelected = 4
    case usage = 64
    case suiteDefect = 70
    case interrupted = 130

    /// What the code means.
    package var meaning: String {
        switch self {
        case .asExpected: "everything is as expected, or as the baseline lists it; nothing got worse"
        case .deviation: "something deviates: a verdict, a baseline, a limit, or a comparison that got worse"
        case .incomplete: "an implementation could not be run or measured completely"
        case .nothingSelected:
            "nothing is left to ask: the selection, or what an adapter declares, leaves out everything"
        case .usage: "the command line is wrong, or names a file that can't be used"
        case .suiteDefect: "a defect in the suite, or a report that can't be written"
        case .interrupted: "interrupted; the report has what was done until then"
        }
    }

    /// The section of `--help`.
    package static var help: String {
        let codes = allCases.map { status in "  \(status.rawValue)".padding(to: 7) + status.meaning }
        return (["EXIT CODES:"] + codes).joined(separator: "\n")
    }

    /// Thrown, it ends the program with this code.
    package var exitCode: ExitCode { ExitCode(rawValue) }

    /// Ends the command: returns where everything is as expected, and throws the exit code if it isn't.
    package func end() throws(ExitCode) {
        if self != .asExpected { throw exitCode }
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}

/// The end of a command that can't do its work.
package struct Failure: Error, Hashable, CustomStringConvertible {
    /// How the program ends.
    package let status: ExitStatus
    /// What was expected, what was found, where, and what to do.
    package let message: String

    /// A failure.
    package init(_ status: ExitStatus, _ message: String) {
        self.status = status
        self.message = message
    }

    package var description: String { message }
}

extension AsyncParsableCommand {
    /// Does the work of a command and ends it with the code that it comes to.
    package func endingOnFailure(_ work: () async throws -> ExitStatus) async throws {
        try await work().end()
    }
}
