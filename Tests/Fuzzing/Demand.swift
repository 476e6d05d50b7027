import Glibc

/// Ends the process where an invariant doesn't hold, which libFuzzer takes for a crash and keeps the input of.
func demand(_ holds: Bool, _ what: @autoclosure () -> String) {
    guard !holds else { return }
    let line = Array("invariant broken: \(what())\n".utf8)
    _ = unsafe write(STDERR_FILENO, line, line.count)
    abort()
}
