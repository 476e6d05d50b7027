import FoundationEssentials
import JWTConformance
import Subprocess

#if canImport(System)
import System
#else
import SystemPackage
#endif

extension AdapterProgram {
    /// How the program is started.
    ///
    /// It leads a session of its own: Control-C at the terminal reaches only the harness. It carries a mark, by which its
    /// child processes are found and ended with it.
    ///
    /// - Parameter number: the program's number.
    /// - Returns: `nil` if the command is empty, or names what can't be a path (PATH_MAX).
    func configuration(_ number: Int) -> Configuration? {
        guard let program = command.first, (1..<4096).contains(program.utf8.count) else { return nil }
        var options = PlatformOptions()
        options.createSession = true
        let variable = ProcessTable.variable
        let outer = ProcessInfo.processInfo.environment[variable] ?? ""
        return Configuration(
            executable: program.contains("/") ? .path(FilePath(program)) : .name(program),
            arguments: Arguments(Array(command.dropFirst())),
            environment: .inherit.updating([.init(stringLiteral: variable): outer + ProcessTable.mark(of: number)]),
            platformOptions: options
        )
    }

    /// Says that the program didn't start, and what to do.
    ///
    /// Only the program's own name is given: this goes into documents, and the command may hold a secret.
    func cannotStart(_ error: any Error, standardError: String) -> VerifierFault {
        let program = command.first ?? ""
        let advice =
            program.contains("/")
            ? "check that it exists and is executable"
            : "install it, or give its path"
        let name = program.split(separator: "/").last.map(String.init) ?? program
        return .unavailable(
            "\(name) can't be started (\("\(error)".withoutFolders.bounded(to: 512))); \(advice)",
            standardError: standardError
        )
    }

    /// A fault that came before the program had said hello.
    func unavailable(after fault: VerifierFault) -> VerifierFault {
        if case .unavailable = fault { return fault }
        return .unavailable("it didn't say hello: \(fault)", standardError: fault.standardError)
    }
}
