import FoundationEssentials

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Standard output and standard error.
enum Terminal {
    /// Whether standard error is a terminal that understands control sequences, so that progress may be shown there.
    static let showsProgress = isatty(STDERR_FILENO) == 1 && !isDumb

    /// Whether standard output may have escape sequences in it; see no-color.org.
    static let isStyled = isatty(STDOUT_FILENO) == 1 && !isDumb && environment("NO_COLOR").isEmpty

    /// Writes to standard output.
    static func write(_ data: Data) {
        write(Array(data), to: STDOUT_FILENO)
    }

    /// Writes to standard error.
    static func writeError(_ text: String) {
        write(Array(text.utf8), to: STDERR_FILENO)
    }

    private static var isDumb: Bool { environment("TERM") == "dumb" }

    private static func environment(_ name: String) -> String {
        ProcessInfo.processInfo.environment[name] ?? ""
    }

    private static func write(_ octets: [UInt8], to descriptor: Int32) {
        var rest = octets[...]
        while !rest.isEmpty {
            let written = unsafe rest.withUnsafeBytes { unsafe systemWrite(descriptor, $0.baseAddress, $0.count) }
            if written > 0 { rest = rest.dropFirst(written) } else if errno != EINTR { return }
        }
    }
}

@unsafe private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
    unsafe write(descriptor, start, count)
}
