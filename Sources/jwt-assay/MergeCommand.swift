import ArgumentParser
import CommandLineKit
import Fleet
import JWTConformance
import JWTReports
import ReportKit

/// Puts the shards of a divided run together.
struct MergeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Puts the shards of a run together (run, sign, interop, history with --shard).",
        discussion: """
              for i in 1 2 3 4; do
                jwt-assay run fleet:python-pyjwt --shard $i/4 --format json --output run-$i.json --unless-finished
              done
              jwt-assay merge run-*.json --output run.json

            The result is the document that an undivided run would have written, but for times. It's judged as a whole: \
            against baselines, if you give any, and the exit code is that of the undivided command. Shards that don't \
            belong together are refused: another corpus, suite, profile, selection, or release of an implementation. \
            So are a shard that is there twice, one that was interrupted, and a missing one.

            \(ExitStatus.help)
            """
    )

    @Argument(help: ArgumentHelp("A document that was written with --shard.", valueName: "doc"))
    var documents: [String]

    @ArgumentParser.Flag(help: "Merge what there is. The result is marked as incomplete and names the missing shards.")
    var allowMissing = false

    @OptionGroup var corpusOptions: CorpusOptions

    @Option(help: ArgumentHelp("An implementation's file of known deviations; see `run`.", valueName: "file"))
    var baseline: [String] = []

    @ArgumentParser.Flag(help: "Compare each member of the fleet with its own baseline, as `fleet run` does.")
    var fleetBaselines = false

    @OptionGroup var gravity: GravityOption

    @Option(name: [.short, .long], help: ArgumentHelp("Write the document to a file.", valueName: "file"))
    var output: String?

    func run() async throws {
        try await endingOnFailure {
            let files = try documents.map { (name: $0, content: try fileContent(at: $0)) }
            let kinds = Set(files.map { DocumentKind.of($0.content) })
            guard kinds.count == 1, let kind = kinds.first else {
                throw Failure(.usage, "the documents are of different kinds; merge those of one command at a time")
            }
            let output = try OutputFile(path: output, inputs: documents)
            do {
                switch kind {
                case InteropDocument.schema:
                    let shards = try shards(files, InteropDocument.init(_:content:))
                    let merged = try InteropDocument(merging: shards)
                    try output.finish(try JSONText.of(merged, isPretty: true) + "\n")
                    return merged.ending
                case HistoryPart.schema:
                    let shards = try shards(files, HistoryPart.init(_:content:))
                    let merged = try HistoryDocument(merging: shards)
                    try output.finish(try JSONText.of(merged, isPretty: true) + "\n")
                    return shards.missing.isEmpty ? .asExpected : .incomplete
                default:
                    return try finish(try RunDocument(merging: try shards(files, RunDocument.init(_:content:))), output)
                }
            } catch let error as ShardMergeError {
                throw Failure(.usage, "\(error)")
            }
        }
    }

    private func shards<Document: ShardedDocument>(
        _ files: [(name: String, content: [UInt8])],
        _ read: (String, [UInt8]) throws -> Document
    ) throws -> ShardSet<Document> {
        try ShardSet(try files.map { ($0.name, try read($0.name, $0.content)) }, allowsMissing: allowMissing)
    }

    /// Judges a run by the baselines, and writes it.
    private func finish(_ merged: RunDocument, _ output: OutputFile) throws -> ExitStatus {
        var known = try baseline.map { try NamedBaseline(path: $0) }
        if fleetBaselines {
            for label in merged.implementations.map(\.label) where label.hasPrefix("fleet:") {
                let members = try FleetSelection.members(named: [String(label.dropFirst("fleet:".count))])
                known += try members.compactMap(\.baseline).map { try NamedBaseline(path: $0, label: label) }
            }
        }
        var document = merged
        if !known.isEmpty {
            let digest = "\(try corpusOptions.digest())"
            guard merged.suite.corpus == digest else {
                throw Failure(
                    .usage,
                    "baselines are judged with the corpus of the run, which had \(merged.suite.corpus.shortDigest), and "
                        + "\(corpusOptions.directory) has \(digest.shortDigest); name the other one with --vectors"
                )
            }
            let ids = try corpusOptions.load().vectors(merged.kinds == [.sign] ? .sign : .verify).map(\.id)
            document = merged.judged(by: known, corpus: ids)
        }
        try output.finish(try JSONReport.text(document))
        if output.isFile {
            let summary = HumanSummary(document, command: ReproductionCommand(profile: document.profile))
            try Terminal.write(summary.closing)
        }
        let unused = known.unused(by: document.implementations)
        for message in unused { Terminal.complain("error: \(message)") }
        return document.ending(isMisjudged: !unused.isEmpty, failOn: gravity.failOn)
    }
}

extension HistoryPart {
    /// Reads the content of a file that the command line names.
    fileprivate init(_ path: String, content: [UInt8]) throws {
        do throws(HistoryFileError) {
            try self.init(json: content)
        } catch {
            throw Failure(.usage, "\(path) can't be read as a shard of a history: \(error)")
        }
    }
}
