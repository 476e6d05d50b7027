import ArgumentParser
import Console

/// Where results and talk go: results to standard output, everything else to standard error.
enum Terminal {
    /// Writes a result.
    ///
    /// - Throws: the exit code, once it's said why the result is lost.
    static func write(_ octets: some Sequence<UInt8>) throws {
        do throws(UnwritableOutput) {
            try Console.write(octets)
        } catch {
            complain("\(error)")
            throw ExitCode(70)
        }
    }

    /// Says what is wrong.
    static func complain(_ message: String) {
        Console.talk("Error: \(message)\n")
    }

    /// Says in one line what goes on, in place of what was said last; nothing where that can't be shown.
    static func showProgress(_ text: String) {
        guard Console.canShowProgress else { return }
        // A line that wraps can't be taken away.
        Console.talk("\r\u{1B}[K" + text.prefix(Console.width(of: 2).map { $0 - 1 } ?? text.count))
    }

    /// Takes the line away.
    static func clearProgress() {
        showProgress("")
    }
}
