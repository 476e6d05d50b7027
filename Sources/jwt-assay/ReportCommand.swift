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
            output of `jwt-assay interop --format json`, and HTML and Markdown that of `jwt-assay keys --format json`, which \
            makes a report on its own too. Without --format, it is HTML.

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

        /// The format, if it's one of every report.
        var ofReports: ReportFormat? { if case .report(let format) = self { format } else { nil } }

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
            let (withoutInterop, interop) = try split(runs, InteropDocument.schema, InteropDocument.whole)
            let (paths, keys) = try split(withoutInterop, KeyRunDocument.schema, KeyRunDocument.init(_:content:))
            let formats = outputs.format.isEmpty ? [.report(.html)] : outputs.format
            func demand(_ what: String, _ choice: String, _ shows: (ReportFormat) -> Bool) throws {
                guard let format = formats.first(where: { !($0.ofReports.map(shows) ?? false) }) else { return }
                throw Failure(.usage, "\(format.defaultValueDescription) doesn't show \(what); use --format \(choice)")
            }
            if !interop.isEmpty { try demand("interop results", "html", \.showsInterop) }
            if !keys.isEmpty { try demand("how clients fetch keys", "html or --format markdown", \.showsKeys) }
            if paths.isEmpty, interop.isEmpty, !keys.isEmpty {
                for report in try outputs.open(usual: .report(.html), inputs: runs) {
                    let isPage = report.format == .report(.html)
                    let text =
                        isPage ? KeyRunPage(keys).html : keys.map { KeyRunReport($0).markdown }.joined(separator: "\n")
                    try report.file.finish(text)
                }
                return .asExpected
            }
            var document = try RunDocument(atPaths: paths)
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
                    try report.finish(
                        try format.text(of: document, interop: interop, keys: keys, command: command, style: style)
                    )
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

/// Takes the documents of one kind out of the files that the command line names.
///
/// - Parameters:
///   - paths: files, documents of this kind among them.
///   - schema: the kind.
///   - read: reads a document, given its path and its content.
/// - Returns: the paths of the others, and the documents.
/// - Throws: ``Failure`` if a file can't be read.
private func split<Document>(
    _ paths: [String],
    _ schema: String,
    _ read: (String, [UInt8]) throws -> Document
) throws -> (others: [String], documents: [Document]) {
    var others: [String] = []
    var documents: [Document] = []
    for path in paths {
        let content = try fileContent(at: path)
        if DocumentKind.of(content) == schema {
            documents.append(try read(path, content))
        } else {
            others.append(path)
        }
    }
    return (others, documents)
}

extension KeyRunDocument {
    /// Reads the content of a file that the command line names.
    init(_ path: String, content: [UInt8]) throws {
        do {
            try self.init(json: content)
        } catch {
            throw Failure(
                .usage,
                "\(path) can't be read as the document of a run of `jwt-assay keys --format json`: \(error.inWords)"
            )
        }
    }
}

extension InteropDocument {
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

    /// Reads what must be whole.
    static func whole(_ path: String, content: [UInt8]) throws -> Self {
        let document = try Self(path, content: content)
        if let shard = document.shard?.shard { throw Failure.shard(shard, in: path) }
        return document
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
