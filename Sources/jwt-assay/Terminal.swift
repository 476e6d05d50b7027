import ArgumentParser
import FoundationEssentials
import JWTConformance
import JWTReports
import SystemPackage

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Where results and talk go: results to standard output, everything else to standard error.
enum Terminal {
    /// Writes a result.
    ///
    /// A reader that has gone away wants no more, and that's no error of the run. Whatever else keeps it from being
    /// written, such as a full disk, loses a result and ends the program.
    ///
    /// - Throws: ``Failure``.
    static func write(_ text: String) throws {
        do {
            try FileDescriptor.standardOutput.writeAll(text.utf8)
        } catch Errno.brokenPipe {
            return
        } catch {
            throw Failure(ending: .suiteDefect, message: "standard output can't be written: \(error)")
        }
    }

    /// Opens what the caller has closed of standard input, output and error, so that no report and no adapter comes to
    /// stand in their place.
    static func openClosedStreams() {
        for number in Int32(0)...2 where fcntl(number, F_GETFD) == -1 {
            // The lowest number that is free: this one.
            _ = try? FileDescriptor.open(FilePath("/dev/null"), .readWrite)
        }
    }

    /// Writes to standard error as it is.
    static func talk(_ text: String) {
        _ = try? FileDescriptor.standardError.writeAll(text.utf8)
    }

    /// Writes a line to standard error, with the program's name before it.
    static func complain(_ message: String) {
        talk("jwt-assay: \(message)\n")
    }

    /// Says of each implementation that couldn't be run why, with the last of what it said.
    static func complain(of runs: [some GradedRun]) {
        for run in runs where run.state == .unavailable {
            complain("error: \(run.label): \(run.detail ?? "could not be run")")
            for line in (run.standardError ?? "").split(separator: "\n").suffix(10) { talk("  \(line)\n") }
        }
    }

    /// Whether a line on standard error can be rewritten, so that progress can be shown.
    static var canShowProgress: Bool { isatty(2) == 1 && !isDumb }

    /// The style of text on standard output.
    static func style(_ choice: ColourChoice) -> TextStyle {
        let environment = ProcessInfo.processInfo.environment
        let isColoured =
            switch choice {
            case .always: true
            case .never: false
            case .auto: isatty(1) == 1 && !isDumb && environment["NO_COLOR", default: ""].isEmpty
            }
        return TextStyle(isColoured: isColoured, width: width(of: 1))
    }

    /// How many columns the terminal has; `nil` where the stream goes somewhere else, or the terminal doesn't say.
    static func width(of stream: Int32) -> Int? {
        var size = winsize()
        guard isatty(stream) == 1, unsafe ioctl(stream, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return nil
        }
        return Int(size.ws_col)
    }

    private static var isDumb: Bool { ProcessInfo.processInfo.environment["TERM", default: "dumb"] == "dumb" }
}

/// When to write escape sequences for colour.
enum ColourChoice: String, CaseIterable, ExpressibleByArgument {
    case auto, always, never
}
