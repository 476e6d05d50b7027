import FoundationEssentials
import JWTAdapters
import JWTConformance
import Subprocess

#if canImport(System)
import System
#else
import SystemPackage
#endif

/// A command that installs or builds something; its output goes to a file.
struct LoggedCommand: Sendable {
    /// The program and its arguments; without a slash it's looked up in `PATH`.
    let command: [String]
    /// Variables that are set for it.
    var environment: [String: String] = [:]
    /// The file that takes both of its output streams; what's there already stays.
    let log: String

    /// Runs it to its end.
    ///
    /// - Parameter good: exit statuses besides 0 with which it has done its work.
    /// - Returns: why it didn't do its work; `nil` if it did. A task that is cancelled ends it.
    func run(accepting good: [Int32] = []) async -> String? {
        let program = command[0]
        var options = PlatformOptions()
        // A control-C at the terminal reaches this program alone, which then ends its children.
        options.createSession = true
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(2))]
        let variables = environment.map { (Environment.Key(stringLiteral: $0.key), Optional($0.value)) }
        let configuration = Configuration(
            executable: program.contains("/") ? .path(FilePath(program)) : .name(program),
            arguments: Arguments(Array(command.dropFirst())),
            environment: .inherit.updating(Dictionary(uniqueKeysWithValues: variables)),
            platformOptions: options
        )
        do {
            let file = try open()
            defer { try? file.close() }
            let result = try await Subprocess.run(
                configuration,
                output: .fileDescriptor(file, closeAfterSpawningProcess: false),
                error: .fileDescriptor(file, closeAfterSpawningProcess: false)
            )
            if case .exited(let status) = result.terminationStatus, good.contains(status) { return nil }
            return result.terminationStatus.isSuccess ? nil : description(of: result.terminationStatus)
        } catch {
            return "\(program) can't be run: \(error.inWords)"
        }
    }

    private func open() throws -> FileDescriptor {
        let folder = String(log[..<(log.lastIndex(of: "/") ?? log.startIndex)])
        if !folder.isEmpty {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        return try .open(
            FilePath(log),
            .writeOnly,
            options: [.create, .append, .closeOnExec],
            permissions: [.ownerReadWrite, .groupRead, .otherRead]
        )
    }
}
