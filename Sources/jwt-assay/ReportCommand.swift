import ArgumentParser
import FoundationEssentials
import JWTConformance
import JWTReports

/// Makes any report of runs that are over.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Makes a report of runs that were written with --format json.",
        discussion: """
            A report is made of run documents alone: no verifier is asked, and no corpus is read. Several runs of the \
            same corpus become one report.

            FORMATS:
            \(ReportFormat.help)
            """
    )

    @Argument(help: ArgumentHelp("A run document, as `jwt-assay run --format json` writes it.", valueName: "run"))
    var runs: [String]

    @Option(help: "The form of the report.")
    var format = ReportFormat.html

    @Option(name: [.short, .long], help: ArgumentHelp("Write the report to a file.", valueName: "file"))
    var output: String?

    @Option(
        help: ArgumentHelp("Keep the implementations of this name alone. May be repeated.", valueName: "name")
    )
    var implementation: [String] = []

    @OptionGroup var appearance: AppearanceOptions

    func run() async throws {
        try await endingOnFailure {
            var document = try RunDocument(atPaths: runs)
            if !implementation.isEmpty {
                let names = Set(document.implementations.compactMap(\.implementation?.name))
                for name in implementation where !names.contains(name) {
                    throw Failure(ending: .usage, message: "\(name) isn't in the run; there are \(names.sorted())")
                }
                document = document.keeping { implementation.contains($0.implementation?.name ?? "") }
            }
            let report = try OutputFile(path: output)
            defer { report.close() }
            let style = report.isFile ? .plain : Terminal.style(appearance.color)
            let command = ReproductionCommand(profile: document.profile)
            try report.write(try format.text(of: document, command: command, style: style))
            return .asExpected
        }
    }
}

extension RunDocument {
    /// Reads run documents that the command line names, and makes them one.
    init(atPaths paths: [String]) throws {
        let documents = try paths.map(RunDocument.init(atPath:))
        do throws(RunMergeError) {
            try self.init(merging: documents)
        } catch {
            throw Failure(ending: .usage, message: "\(error)")
        }
    }

    /// Reads a run document that the command line names.
    init(atPath path: String) throws {
        let content = try fileContent(at: path)
        do throws(RunDocumentError) {
            try self.init(json: content)
        } catch {
            throw Failure(ending: .usage, message: "\(path) isn't a run that --format json wrote: \(error)")
        }
    }
}

extension ReportFormat: ExpressibleByArgument {
    /// The formats, one to a line.
    static var help: String {
        let width = allCases.map(\.rawValue.count).max() ?? 0
        return allCases.map { format in
            "  " + format.rawValue + String(repeating: " ", count: width + 2 - format.rawValue.count) + format.purpose
        }.joined(separator: "\n")
    }
}
