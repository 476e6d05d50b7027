import ArgumentParser
import Console
import JWTConformance
import JWTReports

/// Where results and talk go: results to standard output, everything else to standard error.
enum Terminal {
    /// Writes a result.
    ///
    /// - Throws: ``Failure``.
    static func write(_ text: String) throws {
        do throws(UnwritableOutput) {
            try Console.write(text.utf8)
        } catch {
            throw Failure(ending: .suiteDefect, message: "\(error)")
        }
    }

    /// Writes to standard error as it is.
    static func talk(_ text: String) {
        Console.talk(text)
    }

    /// Writes a line to standard error, with the program's name before it.
    static func complain(_ message: String) {
        talk("jwt-assay: \(message)\n")
    }

    /// Says of each implementation that couldn't be run why, with the last of what it said.
    static func complain(of runs: [ImplementationRun]) {
        for run in runs where run.state == .unavailable {
            complain("error: \(run.label): \(run.detail ?? "could not be run")")
            for line in (run.standardError ?? "").split(separator: "\n").suffix(10) { talk("  \(line)\n") }
        }
    }

    /// The style of text on standard output.
    static func style(_ choice: ColourChoice) -> TextStyle {
        let isColoured =
            switch choice {
            case .always: true
            case .never: false
            case .auto: Console.canShowColour
            }
        return TextStyle(isColoured: isColoured, width: Console.width(of: 1))
    }
}

/// When to write escape sequences for colour.
enum ColourChoice: String, CaseIterable, ExpressibleByArgument {
    case auto, always, never
}
