import ArgumentParser
import CommandLineKit
import FoundationEssentials
import JWTConformance
import JWTReports

/// Which corpus.
struct CorpusOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The folder of the vectors (default: the suite's own).", valueName: "dir"))
    var vectors: String?

    /// The folder.
    var directory: String { CorpusLocation.directory(vectors) }

    /// Loads the corpus.
    func load() throws -> Corpus { try read(Corpus.init(directory:)) }

    /// Loads the classes of attacks.
    func loadAttackClasses() throws -> [AttackClass] { try read(AttackClass.all) }

    /// Loads the scenarios for clients that fetch keys.
    func keyScenarios() throws -> [KeyScenario] { try read(KeyScenario.all) }

    /// Loads the keys.
    func keyRecords() throws -> [KeyRecord] { try read(KeyRecord.all) }

    /// The digest of the corpus.
    func digest() throws -> CorpusDigest { try read(CorpusDigest.init(directory:)) }

    /// Reads from the folder; a problem with one that the user named isn't a defect of the suite.
    private func read<Content>(_ content: (String) throws -> Content) throws -> Content {
        do {
            return try content(directory)
        } catch {
            throw Failure(vectors == nil ? .suiteDefect : .usage, "\(error)")
        }
    }
}

/// Which vectors of it.
struct SelectionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Run only these vectors: an id, the start of ids up to a '/' such as header/crit, or a glob such as "
                + "'*/plain'. May be repeated.",
            valueName: "pattern"
        )
    )
    var select: [String] = []

    @Option(help: ArgumentHelp("Leave out these vectors. May be repeated.", valueName: "pattern"))
    var skip: [String] = []

    @Option(
        help: ArgumentHelp(
            "Re-run only the vectors that failed in an earlier run, written with --format json or ndjson.",
            valueName: "file"
        )
    )
    var failedIn: String?

    /// The ids that are selected: at least one.
    ///
    /// - Parameters:
    ///   - ids: those of the vectors that the command takes.
    ///   - others: the ids of another command, to recognise ids meant for it; read only if needed.
    ///   - command: that command.
    /// - Returns: those of `ids` that are selected.
    /// - Throws: an error if none is selected, or the earlier run can't be read.
    func ids(
        among ids: [String],
        others: @autoclosure () throws -> [String] = [],
        of command: String = ""
    ) throws -> Set<String> {
        let selection = Selection(
            patterns: select.map(VectorPattern.init),
            skipped: skip.map(VectorPattern.init),
            only: try failedIn.map(Self.failedIDs)
        )
        do throws(SelectionError) {
            return try selection.ids(among: ids)
        } catch {
            var message = "\(error)"
            if case .nothingMatches(let pattern) = error {
                if try others().contains(where: VectorPattern(pattern).matches) {
                    message =
                        "\(pattern) selects only vectors of `jwt-assay \(command)`; use that command, or select others"
                } else if let near = ids.nearest(to: pattern) {
                    message += "; did you mean \(near)?"
                }
            }
            throw Failure(.nothingSelected, message)
        }
    }

    /// The vectors that are selected, in their order.
    ///
    /// - Parameters:
    ///   - vectors: those that the command takes.
    ///   - others: see ``ids(among:others:of:)``.
    ///   - command: see ``ids(among:others:of:)``.
    /// - Returns: at least one.
    /// - Throws: as ``ids(among:others:of:)`` does.
    func picked<Element: Identifiable<String>>(
        from vectors: [Element],
        others: @autoclosure () throws -> [String] = [],
        of command: String = ""
    ) throws -> [Element] {
        let selected = try ids(among: vectors.map(\.id), others: try others(), of: command)
        return vectors.filter { selected.contains($0.id) }
    }

    private static func failedIDs(_ path: String) throws -> Set<String> {
        guard let ids = EarlierRun.failedIDs(try fileContent(at: path)) else {
            throw Failure(.usage, "\(path) isn't a run document: expected a file written with --format json or ndjson")
        }
        return ids
    }
}

/// How text for people looks.
struct AppearanceOptions: ParsableArguments {
    @Option(name: [.long, .customLong("colour")], help: ArgumentHelp("When to use colour.", valueName: "when"))
    var color = ColourChoice.auto
}
