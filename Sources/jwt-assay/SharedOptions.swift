import ArgumentParser
import CommandLineKit
import Doctor
import FoundationEssentials
import JWTConformance
import JWTReports

/// Which corpus.
struct CorpusOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The folder of the vectors (default: the suite's own).", valueName: "dir"))
    var vectors: String?

    /// The folder.
    var directory: String { CorpusLocation.directory(vectors) }

    /// Loads the corpus; files that aren't the suite's own are held against their schema.
    func load() throws -> Corpus {
        let corpus = try read(Corpus.init(directory:))
        guard isNamed, directory != CorpusLocation.own, let changes = try digest().changes else { return corpus }
        let files = changes.isForeign ? try digest().files.keys.sorted() : changes.edited + changes.added
        let problems: [String]
        do throws(JSONSchema.Unusable) {
            problems = try JSONSchema.unknownMembers(
                in: directory,
                files: files,
                schemas: "\(CorpusLocation.own)/schema"
            )
        } catch {
            return corpus
        }
        if let problem = problems.first { throw Failure(.usage, problem) }
        return corpus
    }

    /// Loads the classes of attacks.
    func loadAttackClasses() throws -> [AttackClass] { try read(AttackClass.all) }

    /// Loads the scenarios for clients that fetch keys.
    func keyScenarios() throws -> [KeyScenario] { try read(KeyScenario.all) }

    /// Loads the keys.
    func keyRecords() throws -> [KeyRecord] { try read(KeyRecord.all) }

    /// The digest of the corpus.
    func digest() throws -> CorpusDigest { try read(CorpusDigest.init(directory:)) }

    /// Whether the user named the folder.
    private var isNamed: Bool {
        vectors != nil || ProcessInfo.processInfo.environment["JWT_ASSAY_VECTORS", default: ""].isEmpty == false
    }

    /// Reads from the folder; a problem with one that the user named isn't a defect of the suite.
    private func read<Content>(_ content: (String) throws -> Content) throws -> Content {
        do {
            return try content(directory)
        } catch {
            throw Failure(isNamed ? .usage : .suiteDefect, "\(error)")
        }
    }
}

/// Which vectors of it.
struct SelectionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Take only these vectors: an id, the start of ids such as header/crit, or a glob such as '*/plain'. May be "
                + "repeated.",
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
        try Self.ids(
            among: ids,
            Selection(
                patterns: select.map(VectorPattern.init),
                skipped: skip.map(VectorPattern.init),
                only: try failedIn.map(Self.failedIDs)
            )
        ) { pattern in
            guard try others().contains(where: VectorPattern(pattern).matches) else { return nil }
            return "\(pattern) selects only vectors of `jwt-assay \(command)`; use that command, or select others"
        }
    }

    /// The ids that a selection selects.
    ///
    /// - Parameters:
    ///   - ids: those of all vectors.
    ///   - selection: which of them.
    ///   - explain: says why a pattern selects nothing, if it's known.
    /// - Returns: at least one.
    /// - Throws: an error that suggests what was meant.
    static func ids(
        among ids: [String],
        _ selection: Selection,
        explain: (String) throws -> String? = { _ in nil }
    ) throws -> Set<String> {
        do throws(SelectionError) {
            return try selection.ids(among: ids)
        } catch {
            guard case .nothingMatches(let pattern) = error else { throw Failure(.nothingSelected, "\(error)") }
            if let words = try explain(pattern) { throw Failure(.nothingSelected, words) }
            // What ids begin with can be meant too, and so can their ends.
            let starts = Set(ids.flatMap { id in id.indices.filter { id[$0] == "/" }.map { String(id[..<$0]) } })
            let near = ids.first { $0.hasSuffix("/\(pattern)") } ?? (ids + starts.sorted()).nearest(to: pattern)
            throw Failure(.nothingSelected, "\(error)" + (near.map { "; did you mean \($0)?" } ?? ""))
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

    static func failedIDs(_ path: String) throws -> Set<String> {
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
