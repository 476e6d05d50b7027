package import Subprocess

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// From now on, writing to a program that is gone is an error of that write and not the end of this process.
///
/// A handler that does nothing, because a signal that is ignored would be ignored in the programs too.
func ignoreBrokenPipes() {
    _ = brokenPipesAreIgnored
}

private let brokenPipesAreIgnored: Bool = {
    signal(SIGPIPE) { _ in }
    return true
}()

/// Waits until a child process has ended, without reaping it; `false` when it hasn't within the limit.
func hasEnded(_ process: pid_t, within limit: Duration) async -> Bool {
    let deadline = ContinuousClock.now + limit
    while !hasEnded(process) {
        guard ContinuousClock.now < deadline else { return false }
        try? await Task.sleep(for: .milliseconds(5))
    }
    return true
}

private func hasEnded(_ process: pid_t) -> Bool {
    var info = unsafe siginfo_t()
    let result = unsafe waitid(P_PID, id_t(process), &info, WEXITED | WNOHANG | WNOWAIT)
    // Of a process that is still running it says success and fills nothing in.
    return unsafe result != 0 || info.si_signo == SIGCHLD
}

/// How a process ended, in words.
package func description(of status: TerminationStatus) -> String {
    switch status {
    case .exited(let code): "it exited with status \(code)"
    case .signaled(let signal): "it was killed by signal \(signal)" + (signalNames[signal].map { " (\($0))" } ?? "")
    }
}

private let signalNames: [Int32: String] = [
    SIGHUP: "SIGHUP", SIGINT: "SIGINT", SIGQUIT: "SIGQUIT", SIGILL: "SIGILL", SIGTRAP: "SIGTRAP", SIGABRT: "SIGABRT",
    SIGBUS: "SIGBUS", SIGFPE: "SIGFPE", SIGKILL: "SIGKILL", SIGSEGV: "SIGSEGV", SIGPIPE: "SIGPIPE", SIGALRM: "SIGALRM",
    SIGTERM: "SIGTERM", SIGXCPU: "SIGXCPU", SIGXFSZ: "SIGXFSZ", SIGSYS: "SIGSYS",
]
