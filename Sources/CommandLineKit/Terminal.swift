import ArgumentParser
import FoundationEssentials
import JWTConformance
package import ReportKit
import SystemPackage

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Standard input, output and error, as every program of the suite uses them: results go to standard output,
/// everything else to standard error.
package enum Terminal {
    /// The program's name, as shown in its messages.
    private static let program = (CommandLine.arguments.first?.split(separator: "/").last ?? "").description
        .bounded(to: 64)

    /// Writes a result.
    ///
    /// A reader that has gone away wants no more; that isn't an error. Any other failure to write, such
    /// as a full disk, loses a result.
    ///
    /// - Throws: ``Failure``.
    package static func write(_ text: String) throws(Failure) {
        do {
            try FileDescriptor.standardOutput.writeAll(text.utf8)
        } catch Errno.brokenPipe {
            return
        } catch {
            throw Failure(.suiteDefect, "standard output can't be written: \(error)")
        }
    }

    /// Writes to standard error as it is.
    package static func talk(_ text: String) {
        _ = try? FileDescriptor.standardError.writeAll(text.utf8)
    }

    /// Writes a message to standard error, after the program's name: printable, whatever its source.
    package static func complain(_ message: String) {
        talk("\(program): \(message.bounded(to: 4096, keepingLines: true))\n")
    }

    /// Writes the last lines of what a program wrote to its standard error stream, each marked as such.
    package static func quote(_ standardError: String, lines: Int = 10) {
        for line in standardError.split(separator: "\n").suffix(lines) {
            talk("  | \(line.description.bounded(to: 1024))\n")
        }
    }

    /// Says in one line how far it is, in place of what was said last; nothing if that can't be shown.
    package static func showProgress(_ line: String) {
        guard canShowProgress else { return }
        // A line that wraps can't be taken away.
        talk("\r\u{1B}[2K" + (width(of: 2).map { line.prefix(columns: $0 - 1) } ?? line))
    }

    /// Takes the line away.
    package static func clearProgress() {
        showProgress("")
    }

    /// Opens standard input, output and error if the caller has closed them, so that no report or adapter takes
    /// their place.
    static func openClosedStreams() {
        for number in Int32(0)...2 where fcntl(number, F_GETFD) == -1 {
            // The lowest number that is free: this one.
            _ = try? FileDescriptor.open(FilePath("/dev/null"), .readWrite)
        }
    }

    /// Whether a line on standard error can be rewritten, so that progress can be shown.
    package static var canShowProgress: Bool { isatty(2) == 1 && !isDumb }

    /// The style of text on standard output; see no-color.org.
    package static func style(_ choice: ColourChoice = .auto) -> TextStyle {
        let isColoured =
            switch choice {
            case .always: true
            case .never: false
            case .auto:
                isatty(1) == 1 && !isDumb && ProcessInfo.processInfo.environment["NO_COLOR", default: ""].isEmpty
            }
        return TextStyle(isColoured: isColoured, width: width(of: 1))
    }

    /// How many columns the terminal has; `nil` if the stream goes somewhere else, or the terminal doesn't say.
    private static func width(of stream: Int32) -> Int? {
        var size = winsize()
        guard isatty(stream) == 1, unsafe ioctl(stream, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return nil
        }
        return Int(size.ws_col)
    }

    private static var isDumb: Bool { ProcessInfo.processInfo.environment["TERM", default: "dumb"] == "dumb" }
}

/// When to write escape sequences for colour.
package enum ColourChoice: String, CaseIterable, ExpressibleByArgument {
    case auto, always, never
}
