import FoundationEssentials
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
package enum Console {
    /// Writes a result.
    ///
    /// A reader that has gone away wants no more, and that's no error. Whatever else keeps it from being written, such
    /// as a full disk, loses a result.
    ///
    /// - Parameter octets: what is written.
    /// - Throws: ``UnwritableOutput``.
    package static func write(_ octets: some Sequence<UInt8>) throws(UnwritableOutput) {
        do {
            try FileDescriptor.standardOutput.writeAll(octets)
        } catch Errno.brokenPipe {
            return
        } catch {
            throw UnwritableOutput(cause: "\(error)")
        }
    }

    /// Writes to standard error as it is.
    package static func talk(_ text: String) {
        _ = try? FileDescriptor.standardError.writeAll(text.utf8)
    }

    /// Opens what the caller has closed of standard input, output and error, so that no report and no adapter comes to
    /// stand in their place.
    package static func openClosedStreams() {
        for number in Int32(0)...2 where fcntl(number, F_GETFD) == -1 {
            // The lowest number that is free: this one.
            _ = try? FileDescriptor.open(FilePath("/dev/null"), .readWrite)
        }
    }

    /// Whether a line on standard error can be rewritten, so that progress can be shown.
    package static var canShowProgress: Bool { isatty(2) == 1 && !isDumb }

    /// Whether standard output may have escape sequences in it; see no-color.org.
    package static var canShowColour: Bool {
        isatty(1) == 1 && !isDumb && ProcessInfo.processInfo.environment["NO_COLOR", default: ""].isEmpty
    }

    /// How many columns the terminal has; `nil` where the stream goes somewhere else, or the terminal doesn't say.
    package static func width(of stream: Int32) -> Int? {
        var size = winsize()
        guard isatty(stream) == 1, unsafe ioctl(stream, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return nil
        }
        return Int(size.ws_col)
    }

    private static var isDumb: Bool { ProcessInfo.processInfo.environment["TERM", default: "dumb"] == "dumb" }
}

/// Standard output took less than there was.
package struct UnwritableOutput: Error, CustomStringConvertible {
    /// What the system says.
    let cause: String

    package var description: String { "standard output can't be written: \(cause)" }
}
