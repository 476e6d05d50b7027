import ArgumentParser
import CommandLineKit
import Fleet
import FoundationEssentials
import JWTConformance
import JWTReports

/// Writes what an adapter is begun with.
struct NewAdapterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new-adapter",
        abstract: "Writes an adapter to start from; you fill in the calls to your library.",
        discussion: """
            The folder contains the code that speaks the protocol, the adapter with every open place marked TODO, the \
            program `run`, and `build` if something has to be built. Existing files are never overwritten.

              jwt-assay new-adapter python --name MyJWT --output my-adapter
            """
    )

    @Argument(help: "The language: \(AdapterSkeleton.languages().joined(separator: ", ")).")
    var language: String

    @Option(name: .shortAndLong, help: ArgumentHelp("The folder to create (default: LANGUAGE-NAME).", valueName: "dir"))
    var output: String?

    @Option(help: "The name of your library.")
    var name = "MyJWT"

    func validate() throws {
        let isPlain = name.unicodeScalars.allSatisfy { scalar in
            scalar.isASCII
                && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                    || " ._+-:".unicodeScalars.contains(scalar))
        }
        guard isPlain, !name.isEmpty else {
            throw ValidationError(
                "--name may contain letters, digits, spaces and . _ + - : only"
            )
        }
    }

    func run() async throws {
        try await endingOnFailure {
            let folder: String
            let files: [String]
            do throws(AdapterSkeleton.Failure) {
                let skeleton = try AdapterSkeleton(language)
                folder = output ?? "\(skeleton.language)-\(Self.slug(name))"
                files = try skeleton.write(to: folder, name: name)
            } catch {
                throw Failure(.usage, "\(error)")
            }
            try Terminal.write(Self.instructions(folder, files))
            return .asExpected
        }
    }

    /// What to type next.
    private static func instructions(_ folder: String, _ files: [String]) -> String {
        let path = folder.hasPrefix("/") || folder.hasPrefix(".") ? folder : "./\(folder)"
        var commands = [
            "jwt-assay doctor -- \("\(path)/run".shellQuoted)",
            "jwt-assay smoke \("exec:\(path)/run".shellQuoted)",
            "jwt-assay run \("exec:\(path)/run".shellQuoted) reference",
        ]
        if files.contains("build") { commands.insert("\(path)/build".shellQuoted, at: 0) }
        return """
            \(folder) has \(files.joined(separator: ", "))
            Fill in what is marked TODO there, then type

            \(commands.map { "  \($0)" }.joined(separator: "\n"))

            """
    }

    private static func slug(_ name: String) -> String {
        String(name.lowercased().map { $0.isLetter || $0.isNumber || $0 == "." ? $0 : "-" })
    }
}
