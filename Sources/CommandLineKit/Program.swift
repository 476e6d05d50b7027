package import ArgumentParser
import JWTAdapters
import JWTConformance

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A program from its start to its end.
package enum Program {
    /// Runs the command that the arguments name, and ends the program with its code.
    ///
    /// All output about it is printable: an argument may come from anyone.
    package static func run(_ root: any AsyncParsableCommand.Type) async -> Never {
        begin()
        do {
            var command = try root.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            exit(0)
        } catch {
            end(with: error, of: root)
        }
    }

    /// Sets the streams and signals up, before anything is opened or written.
    package static func begin() {
        Terminal.openClosedStreams()
        // A reader that goes away is seen as a failed write, not as the end of this program; the same for adapters.
        Signals.ignoreBrokenPipes()
        if let shortage = StartingRoom.shortageAtStart() {
            Terminal.complain("error: this program can't work here: \(shortage)")
            exit(ExitStatus.incomplete.rawValue)
        }
        Signals.listen()
        RunningPrograms.adoptOrphans()
    }

    /// Prints the error, or the help that was asked for, and ends the program.
    package static func end(with error: any Error, of root: any ParsableCommand.Type) -> Never {
        let status = status(of: error, in: root)
        if let failure = error as? Failure {
            Terminal.complain("error: \(failure.message)")
            exit(status)
        }
        let text = root.fullMessage(for: error)
        guard !text.isEmpty else { exit(status) }
        guard status != 0 else {
            do {
                try Terminal.write(text + "\n")
                exit(0)
            } catch {
                end(with: error, of: root)
            }
        }
        // The parser's own words are few; the arguments among them may be many.
        let message = "Error: " + root.message(for: error)
        let rest = text.hasPrefix(message) ? String(text.dropFirst(message.count)) : ""
        Terminal.talk((rest.isEmpty ? text : message).bounded(to: 4096, keepingLines: true))
        Terminal.talk((suggestion(root) ?? suggestedValue(message)).map { "\nDid you mean '\($0)'?" } ?? "")
        Terminal.talk(rest.bounded(to: 1 << 16, keepingLines: true) + "\n")
        exit(status)
    }

    /// The exit code that an error ends the program with.
    package static func status(of error: any Error, in root: any ParsableCommand.Type) -> Int32 {
        if let failure = error as? Failure { return failure.status.rawValue }
        let code = root.exitCode(for: error).rawValue
        // The parser's code for an error that isn't its own.
        return error is ExitCode || code != ExitCode.failure.rawValue ? code : ExitStatus.suiteDefect.rawValue
    }

    /// The value of an option that was probably meant, by the parser's words: it lists those that it takes.
    private static func suggestedValue(_ message: String) -> String? {
        guard message.contains(" is invalid for "), message.contains("one of") else { return nil }
        let quoted = message.split(separator: "'", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
        // A short list stands in quotation marks, a long one has a line for each.
        let listed = message.split(separator: "\n").compactMap { line in
            line.hasPrefix("  - ") ? String(line.dropFirst(4)) : nil
        }
        return quoted.first.flatMap { (quoted.dropFirst(2) + listed).nearest(to: $0) }
    }

    /// The subcommand that was probably meant by an unknown argument.
    private static func suggestion(_ root: any ParsableCommand.Type) -> String? {
        var command: any ParsableCommand.Type = root
        for argument in CommandLine.arguments.dropFirst() {
            let subcommands = command.configuration.subcommands
            if let next = subcommands.first(where: { $0._commandName == argument }) {
                command = next
                continue
            }
            guard !argument.hasPrefix("-") else { return nil }
            return subcommands.filter { $0.configuration.shouldDisplay }.map { $0._commandName }.nearest(to: argument)
        }
        return nil
    }
}
