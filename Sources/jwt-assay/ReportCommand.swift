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
            let files = try runs.map { (path: $0, content: try fileContent(at: $0)) }
            let kinds = Dictionary(grouping: files) { file in
                let kind = DocumentKind.of(file.content)
                return kind == InteropDocument.schema || kind == KeyRunDocument.schema ? kind : nil
            }
            let interop = try (kinds[InteropDocument.schema] ?? []).map { path, content in
                try InteropDocument(path, content: content).whole(in: path)
            }
            let keys = try (kinds[KeyRunDocument.schema] ?? []).map(KeyRunDocument.init(_:content:))
            let others = kinds[nil] ?? []
            let formats = outputs.format.isEmpty ? [.report(.html)] : outputs.format
            func demand(_ what: String, _ choice: String, _ shows: (ReportFormat) -> Bool) throws {
                guard let format = formats.first(where: { !($0.ofReports.map(shows) ?? false) }) else { return }
                throw Failure(.usage, "\(format.defaultValueDescription) doesn't show \(what); use --format \(choice)")
            }
            if !interop.isEmpty { try demand("interop results", "html", \.showsInterop) }
            if !keys.isEmpty { try demand("how clients fetch keys", "html or --format markdown", \.showsKeys) }
            if others.isEmpty, interop.isEmpty, !keys.isEmpty {
                for report in try outputs.open(usual: .report(.html), inputs: runs) {
                    let isPage = report.format == .report(.html)
                    let text =
                        isPage ? KeyRunPage(keys).html : keys.map { KeyRunReport($0).markdown }.joined(separator: "\n")
                    try report.file.finish(text)
                }
                return .asExpected
            }
            var document = try RunDocument(merging: others)
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
    /// Makes one of the run documents in files that the command line names.
    fileprivate init(merging files: [(path: String, content: [UInt8])]) throws {
        let documents = try files.map { try RunDocument($0.path, content: $0.content).whole(in: $0.path) }
        do throws(RunMergeError) {
            try self.init(merging: documents)
        } catch {
            throw Failure(.usage, "\(error)")
        }
    }

    /// Reads a run document that the command line names: a whole one.
    init(atPath path: String) throws {
        self = try RunDocument(path, content: try fileContent(at: path)).whole(in: path)
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
}

extension ShardedDocument {
    /// The document, where a shard won't do.
    fileprivate func whole(in path: String) throws -> Self {
        guard let shard = shard?.shard else { return self }
        throw Failure(.usage, "\(path) is shard \(shard) of a run; put the shards together with `jwt-assay merge`")
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
