import ArgumentParser
import CommandLineKit
import Fleet
import FoundationEssentials
import JWTConformance
import JWTReports
import ReportKit

/// Makes any report of runs that are over.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Turns saved runs (--format json) into a report.",
        discussion: """
            Makes a report from saved runs: it asks no verifier and reads no vectors. Several runs of the same vectors \
            become one report. An implementation that is in a run and in a sign run has one line. HTML also takes the \
            output of `jwt-assay interop --format json`. Without --format, it is HTML.

            FORMATS:
            \(ReportFormat.help)
              claims      what libraries of the fleet say of themselves and doesn't hold
            """
    )

    @Argument(help: ArgumentHelp("A run document, written with --format json.", valueName: "run"))
    var runs: [String]

    /// A format of every report, or the statements of libraries against a run.
    enum Format: Hashable, ExpressibleByArgument {
        case report(ReportFormat)
        case claims

        init?(argument: String) {
            guard argument != "claims" else { self = .claims; return }
            guard let format = ReportFormat(rawValue: argument) else { return nil }
            self = .report(format)
        }

        var defaultValueDescription: String {
            switch self {
            case .report(let format): format.rawValue
            case .claims: "claims"
            }
        }

        /// Whether it shows who accepts whose tokens.
        var showsInterop: Bool { if case .report(let format) = self { format.showsInterop } else { false } }

        static var allValueStrings: [String] { ReportFormat.allCases.map(\.rawValue) + ["claims"] }
    }

    @OptionGroup var outputs: OutputOptions<Format>

    @Option(
        help: ArgumentHelp("Report only implementations of this name. May be repeated.", valueName: "name")
    )
    var implementation: [String] = []

    @OptionGroup var appearance: AppearanceOptions

    func run() async throws {
        try await endingOnFailure {
            let (paths, interop) = try InteropDocument.split(paths: runs)
            var document = try RunDocument(atPaths: paths)
            let formats = outputs.format.isEmpty ? [.report(.html)] : outputs.format
            if !interop.isEmpty, let format = formats.first(where: { !$0.showsInterop }) {
                throw Failure(
                    .usage,
                    "\(format.defaultValueDescription) doesn't show interop results; use --format html"
                )
            }
            if !implementation.isEmpty {
                let names = Set(document.implementations.compactMap(\.implementation?.name))
                for name in implementation where !names.contains(name) {
                    let near = names.nearest(to: name).map { "; did you mean \($0)?" } ?? ""
                    throw Failure(.usage, "\(name) isn't in the run\(near); choose from \(names.sorted())")
                }
                document = document.keeping { implementation.contains($0.implementation?.name ?? "") }
            }
            let command = ReproductionCommand(profile: document.profile)
            for (format, report) in try outputs.open(usual: .report(.html), inputs: runs).map({ ($0.format, $0.file) })
            {
                let style = report.isFile ? .plain : Terminal.style(appearance.color)
                switch format {
                case .report(let format):
                    try report.finish(try format.text(of: document, interop: interop, command: command, style: style))
                case .claims:
                    let members = try FleetSelection.members(named: ["all", "untried"])
                    try report.finish(DocumentedClaimsReport(document, members: members).text)
                }
            }
            return .asExpected
        }
    }
}

extension RunDocument {
    /// Reads run documents that the command line names, and makes them one.
    init(atPaths paths: [String]) throws {
        let documents = try paths.map { try RunDocument(atPath: $0) }
        do throws(RunMergeError) {
            try self.init(merging: documents)
        } catch {
            throw Failure(.usage, "\(error)")
        }
    }

    /// Reads a run document that the command line names: a whole one.
    init(atPath path: String) throws {
        try self.init(path, content: try fileContent(at: path))
        if let shard = shard?.shard { throw Failure.shard(shard, in: path) }
    }

    /// Reads the content of a file that the command line names.
    init(_ path: String, content: [UInt8]) throws {
        do throws(RunDocumentError) {
            try self.init(json: content)
        } catch {
            throw Failure(.usage, "\(path) can't be read as a run document (written with --format json): \(error)")
        }
    }
}

extension InteropDocument {
    /// Takes the interop documents out of the files that the command line names.
    ///
    /// - Parameter paths: files, interop documents among them.
    /// - Returns: the paths of the others, and the interop documents.
    /// - Throws: ``Failure`` if a file can't be read.
    static func split(paths: [String]) throws -> (others: [String], documents: [InteropDocument]) {
        var others: [String] = []
        var documents: [InteropDocument] = []
        for path in paths {
            let content = try fileContent(at: path)
            guard DocumentKind.of(content) == schema else {
                others.append(path)
                continue
            }
            let document = try InteropDocument(path, content: content)
            if let shard = document.shard?.shard { throw Failure.shard(shard, in: path) }
            documents.append(document)
        }
        return (others, documents)
    }

    /// Reads the content of a file that the command line names.
    init(_ path: String, content: [UInt8]) throws {
        do throws(InteropDocumentError) {
            try self.init(json: content)
        } catch {
            throw Failure(
                .usage,
                "\(path) can't be read as interop results (written with interop --format json): \(error)"
            )
        }
    }
}

extension Failure {
    /// A shard stands where a whole document must.
    fileprivate static func shard(_ shard: Shard, in path: String) -> Failure {
        Failure(.usage, "\(path) is shard \(shard) of a run; put the shards together with `jwt-assay merge`")
    }
}

/// What any document of the suite says of itself.
struct DocumentKind: Decodable {
    let schema: String

    /// The kind that a file says it is; `nil` if it doesn't say.
    static func of(_ content: [UInt8]) -> String? {
        (try? JSONDecoder().decode(Self.self, from: Data(content)))?.schema
    }
}
