import ArgumentParser
import CommandLineKit
import Fleet
import FoundationEssentials
import JWTAdapters
import JWTConformance
import JWTReports
import ReportKit

/// Asks the corpus of every release of a library, and says which release brought a fault and which took it out.
struct HistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Says since which release of a library a fault is there, and until which.",
        discussion: """
            Installs every release of the library that PyPI has, through the adapter of the fleet member NAME, runs the \
            vectors against each, and lists the faults with the releases that have them. Results are kept in the folder of \
            --keep: what is there for the same corpus isn't asked again, so a run that was broken off goes on.

            \(ExitStatus.help)
            """
    )

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json, markdown, html, osv
    }

    @Argument(help: ArgumentHelp("Members of the fleet whose source is PyPI, such as python-pyjwt.", valueName: "name"))
    var names: [String]

    @OptionGroup var corpusOptions: CorpusOptions
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var grading: ProfileOption

    @Option(help: ArgumentHelp("Ask only these releases, separated by commas.", valueName: "list"))
    var versions: String?

    @ArgumentParser.Flag(help: "Ask the ends first, and between two releases only if they differ.")
    var bisect = false

    @Option(help: "Releases to install and run at the same time.")
    var jobs = 2

    @OptionGroup var sharding: ShardOptions

    @Option(help: ArgumentHelp("The folder for the results of each release.", valueName: "dir"))
    var keep: String?

    @Option(help: "The format of the report.")
    var format = Format.text

    @Option(help: ArgumentHelp("Write the report to this file.", valueName: "file"))
    var output: String?

    @Option(
        help: ArgumentHelp(
            "Published flaws to compare with (default: advisories.json of the adapters).",
            valueName: "file"
        )
    )
    var advisories: String?

    func validate() throws {
        guard jobs >= 1 else { throw ValidationError("--jobs must be at least 1") }
        guard format != .html || names.count == 1 else {
            throw ValidationError("--format html takes one NAME; `jwt-assay site` puts several histories together")
        }
        try sharding.check(isJSON: format == .json)
        guard sharding.shard == nil || (names.count == 1 && !bisect) else {
            throw ValidationError("--shard takes one NAME, and not --bisect, which needs the answers of every release")
        }
    }

    func run() async throws {
        try await endingOnFailure {
            let corpus = try corpusOptions.load()
            let vectors = try selection.picked(
                from: corpus.vectors(.verify),
                others: corpus.vectors(.sign).map(\.id),
                of: "history"
            )
            let suite = RunDescription.now(corpus: try corpusOptions.digest())
            let report = try OutputFile(path: output, isShared: sharding.shard != nil)
            let (histories, wasInterrupted) = try await Signals.interruptible {
                var histories: [String] = []
                for name in names where !Task.isCancelled {
                    histories.append(try await history(of: name, vectors: vectors, suite: suite))
                }
                return histories
            }
            if wasInterrupted {
                Terminal.complain(
                    "INCOMPLETE: interrupted, without a report; the answers so far are kept, and the same command goes on from them"
                )
                return .interrupted
            }
            try report.finish(histories.joined(separator: format == .text ? "\n" : ""))
            return .asExpected
        }
    }

    private func text(_ history: HistoryDocument) throws -> String {
        switch format {
        case .text: HistoryReport(history).text
        case .markdown: HistoryReport(history).markdown
        case .html: HistoryPage(history).html()
        case .json: try JSONText.of(history, isPretty: true) + "\n"
        case .osv: try OSVReport(history).text()
        }
    }

    private func history(of name: String, vectors: [Vector], suite: RunDescription) async throws -> String {
        guard let member = try FleetSelection.members(named: [name]).first else { throw Failure(.usage, "no \(name)") }
        let workshop = FleetWorkshop()
        guard let source = member.manifest.source, let all = await workshop.releases(of: member), !all.isEmpty else {
            throw Failure(
                .incomplete,
                "the releases of \(name) can't be listed: history needs a member from PyPI, python3 with pip, and PyPI itself"
            )
        }
        let wanted = versions.map { Set($0.split(separator: ",").map(String.init)) }
        let chosen = all.filter { wanted?.contains($0) ?? true }
        let record = sharding.shard.map { ShardRecord($0, dividing: HistoryPart.units(member.id, chosen)) }
        let mine = record?.part(of: chosen) ?? chosen
        let folder =
            "\(keep ?? EnvironmentsLocation.directory(adapters: AdaptersLocation.directory()) + "/history")/\(member.id)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let question = "2 \(suite.corpus) \(grading.profile.rawValue) \(ShardRecord.digest(vectors.map(\.id)))"
        var asked: [String: ReleaseVerdicts] = [:]
        for version in mine {
            asked[version] = Self.kept("\(folder)/\(version).json").flatMap { $0.question == question ? $0 : nil }
        }
        while !Task.isCancelled {
            let next = next(mine, asked)
            if next.isEmpty { break }
            for release in try await ask(next, of: member, vectors: vectors, suite: suite, question: question) {
                asked[release.version] = release
                let found = release.problem ?? "\(release.faults.count) vectors with a fault"
                let day = release.released.map { " of \($0)" } ?? ""
                let count = bisect ? "" : ", \(asked.count) of \(mine.count)"
                Terminal.talk("history: \(name)@\(release.version)\(day): \(found.bounded(to: 120))\(count)\n")
                try JSONText.of(release, isPretty: false).write(
                    toFile: "\(folder)/\(release.version).json",
                    atomically: true,
                    encoding: .utf8
                )
            }
        }
        if let shard = sharding.shard {
            let part = HistoryPart(
                member: member.id,
                library: member.manifest.name,
                source: source.description,
                suite: suite,
                shard: shard,
                question: question,
                versions: chosen,
                asked: asked,
                vectors: vectors
            )
            return try JSONText.of(part, isPretty: true) + "\n"
        }
        let history = HistoryDocument(
            member: member.id,
            library: member.manifest.name,
            source: source.description,
            suite: suite,
            versions: chosen,
            asked: asked,
            vectors: vectors.enumerated().map(HistoryVector.init),
            advisories: try published()
        )
        return try text(history)
    }

    /// What was published of libraries: the file that was named, or the adapters' own if it's there.
    private func published() throws -> [AdvisoryList.Advisory] {
        let usual = "\(AdaptersLocation.directory())/advisories.json"
        guard let path = advisories ?? (FileManager.default.fileExists(atPath: usual) ? usual : nil) else { return [] }
        do {
            return try JSONDecoder().decode(AdvisoryList.self, from: Data(PrintableJSON.of(try fileContent(at: path))))
                .advisories
        } catch let error as DecodingError {
            throw Failure(.usage, "\(path) can't be read as a file of advisories: \(error.inWords)")
        }
    }

    private static func kept(_ path: String) -> ReleaseVerdicts? {
        FileManager.default.contents(atPath: path).flatMap { try? JSONDecoder().decode(ReleaseVerdicts.self, from: $0) }
    }

    /// The releases to ask now: the next ones, or those in the middle between two that differ.
    private func next(_ versions: [String], _ asked: [String: ReleaseVerdicts]) -> [String] {
        let missing = versions.filter { asked[$0] == nil }
        guard bisect, let first = versions.first, let last = versions.last else { return Array(missing.prefix(jobs)) }
        let ends = [first, last].filter { asked[$0] == nil }
        if !ends.isEmpty { return ends }
        let known = versions.indices.filter { asked[versions[$0]] != nil }
        let middles = zip(known, known.dropFirst()).filter { low, high in
            guard let low = asked[versions[low]], let high = asked[versions[high]] else { return false }
            return low.problem != high.problem || low.faults != high.faults || low.unasked != high.unasked
        }.map { ($0 + $1) / 2 }
        return middles.map { versions[$0] }.filter { asked[$0] == nil }.prefix(jobs).map { $0 }
    }

    private func ask(
        _ versions: [String],
        of member: FleetMember,
        vectors: [Vector],
        suite: RunDescription,
        question: String
    ) async throws -> [ReleaseVerdicts] {
        let members = try FleetSelection.members(named: versions.map { "\(member.id)@\($0)" })
        let built = await FleetWorkshop().build(members, jobs: jobs)
        var options = Runner.Options()
        options.jobs = jobs
        options.profile = grading.profile
        let ready = members.filter { built[$0.id]?.failure == nil }
        let runner = Runner(options: options, minter: ReferenceMinter(), oracle: ReferenceVerifier())
        let verifiers = ready.map { VerifierArgument($0).named(vectors: corpusOptions.vectors) }
        let document = await runner.run(vectors, verifiers: verifiers, description: suite)
        // What was broken off says nothing.
        guard !Task.isCancelled else { return [] }
        let runs = Dictionary(zip(ready.map(\.id), document.implementations)) { first, _ in first }
        return members.map { release in
            let version = release.release ?? release.id
            let released = LibraryRelease(of: release)?.released
            return runs[release.id].map {
                ReleaseVerdicts(version: version, released: released, question: question, run: $0, vectors: vectors)
            } ?? ReleaseVerdicts(version: version, question: question, problem: built[release.id]?.failure)
        }
    }
}
