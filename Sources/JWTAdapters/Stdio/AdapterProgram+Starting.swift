import JWTConformance
import Subprocess

#if canImport(System)
import System
#else
import SystemPackage
#endif

extension AdapterProgram {
    /// How the program is started; `nil` where the command is empty.
    ///
    /// It leads a session of its own: what it starts is ended with it, and a control-C at the terminal reaches the
    /// harness alone.
    var configuration: Configuration? {
        guard let program = command.first, !program.isEmpty else { return nil }
        var options = PlatformOptions()
        options.createSession = true
        return Configuration(
            executable: program.contains("/") ? .path(FilePath(program)) : .name(program),
            arguments: Arguments(Array(command.dropFirst())),
            platformOptions: options
        )
    }

    /// Says that the program didn't start, and what to do.
    func cannotStart(_ error: any Error, standardError: String) -> VerifierFault {
        let program = command.first ?? ""
        let advice =
            program.contains("/")
            ? "check that it exists and may be executed"
            : "install it, or give the path to it"
        return .unavailable("\(program) can't be started (\(error)); \(advice)", standardError: standardError)
    }

    /// A fault that came before the program had said hello.
    func unavailable(after fault: VerifierFault) -> VerifierFault {
        if case .unavailable = fault { return fault }
        let shown = command.map(Self.quoted).joined(separator: " ")
        let hello = #"{"id":0,"op":"hello","protocol":1}"#
        return .unavailable(
            "\(shown) didn't say hello: \(fault); to see for yourself: echo '\(hello)' | \(shown)",
            standardError: fault.standardError
        )
    }

    /// An argument as a POSIX shell takes it.
    static func quoted(_ argument: String) -> String {
        let plain = argument.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "/._-+=:,@%".utf8.contains(byte)
            }
        }
        if plain, !argument.isEmpty { return argument }
        return "'" + argument.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
    }
}
