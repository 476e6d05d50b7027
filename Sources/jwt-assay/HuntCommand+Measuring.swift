import CommandLineKit
import Fleet
import FoundationEssentials
import Hunt
import JWTConformance
import ReportKit
import Statistics
import Synchronization

/// How fast a hunt is, and how well it looks: for `scripts/hunt-check`.
extension HuntCommand {
    /// Measures tokens a second: made and judged by the reference, and answered by each verifier in a bare loop and in a
    /// hunt, which may add 20 %.
    func measureRates(_ vectors: [Vector], _ keys: [KeyRecord]) async throws -> ExitStatus {
        let campaign = Campaign(vectors, keys: keys, respondents: [])
        guard let rate = campaign.rate(seconds: seconds ?? 5, seed: seed ?? 1) else {
            throw Failure(.nothingSelected, "none of the selected vectors is accepted under HS256")
        }
        try Terminal.write("HS256: made and judged \(Int(rate)) tokens in a second of one processor\n")
        var isWithin = rate >= 100_000
        for argument in verifiers {
            let named = argument.named(vectors: corpusOptions.vectors)
            let rates = await campaign.rates(
                of: named.verifier,
                count: tokens ?? 6_000,
                rounds: 9,
                window: window,
                seed: seed ?? 1
            )
            await named.verifier.finish()
            guard let overhead = rates.overhead, let bare = Sample(rates.bare), let hunting = Sample(rates.hunting)
            else { throw Failure(.incomplete, "\(argument.label) answered nothing") }
            let range =
                overhead.interval().map { " (95 %: \(Self.percent($0.lower)) to \(Self.percent($0.upper)))" } ?? ""
            try Terminal.write(
                "\(argument.label): \(Int(bare.median)) answers a second in a bare loop, \(Int(hunting.median)) in a "
                    + "hunt, which adds \(Self.percent(overhead.median))\(range)\n"
            )
            if overhead.median > 1.2 { isWithin = false }
        }
        return isWithin ? .asExpected : .deviation
    }

    /// What a ratio adds to one, in percent.
    private static func percent(_ ratio: Double) -> String {
        let tenths = Int(((ratio - 1) * 1000).rounded())
        return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10) %"
    }

    /// Hunts each mutant of the reference; with `--resume`, those that an earlier run in the folder didn't come to.
    func huntMutants(_ vectors: [Vector], _ keys: [KeyRecord]) async throws -> ExitStatus {
        let (seed, seconds, jobs, quiet) = (seed ?? 1, seconds ?? 60, jobs, quiet)
        let record = try MutantRecord(folder: resume)
        let (results, wasInterrupted) = try await Signals.interruptible {
            let campaign = Campaign(vectors, keys: keys, respondents: [])
            return await MutantHunt.results(
                campaign,
                seed: seed,
                seconds: seconds,
                jobs: jobs,
                earlier: record.earlier
            ) { result, position, count in
                record.add(result)
                guard !quiet || !result.isFound else {
                    Terminal.showProgress("\(position) of \(count) mutants hunted")
                    return
                }
                Terminal.clearProgress()
                let what =
                    result.isFound ? "found after \(result.tokens) tokens" : "NOT FOUND in \(result.tokens) tokens"
                Terminal.talk(
                    "\(result.id): \(what), \(Int(result.seconds)) s\(result.isFound ? "" : "; \(result.summary)")\n"
                )
            }
        }
        Terminal.clearProgress()
        try record.check()
        let groups = Dictionary(grouping: results) { String($0.id.prefix { $0 != "." }) }
        var table = Table("", [.left("check"), .right("mutants"), .right("found"), .right("tokens, median")])
        for (name, group) in groups.sorted(by: { $0.key < $1.key }) {
            let tokens = Sample(group.filter(\.isFound).map { Double($0.tokens) })?.median
            table.rows.append(
                [name, "\(group.count)", "\(group.count(where: \.isFound))", tokens.map { "\(Int($0))" } ?? ""]
            )
        }
        let found = results.count(where: \.isFound)
        try Terminal.write("\(table.text)\(found) of \(results.count) mutants found\n")
        if wasInterrupted { return .interrupted }
        return found * 10 >= results.count * 9 ? .asExpected : .deviation
    }
}

/// The mutants that were hunted until now, in the file `mutants.json` of a folder.
private final class MutantRecord: Sendable {
    let earlier: [MutantHunt.Result]
    private let path: String?
    private let state: Mutex<(results: [MutantHunt.Result], failure: Failure?)>

    /// - Throws: ``Failure`` if the file holds something else.
    init(folder: String?) throws {
        path = folder.map { "\($0)/mutants.json" }
        if let folder {
            try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        if let path, FileManager.default.fileExists(atPath: path) {
            do {
                earlier = try JSONDecoder().decode([MutantHunt.Result].self, from: Data(fileContent(at: path)))
            } catch let error as DecodingError {
                throw Failure(.usage, "\(path) can't be read as results: \(error.inWords); name another folder")
            }
        } else {
            earlier = []
        }
        state = Mutex((earlier, nil))
    }

    func add(_ result: MutantHunt.Result) {
        guard let path else { return }
        state.withLock { state in
            state.results.append(result)
            do {
                try OutputFile(path: path).finish(JSONText.of(state.results, isPretty: true) + "\n")
            } catch {
                state.failure = error as? Failure ?? Failure(.suiteDefect, "\(path) can't be written: \(error)")
            }
        }
    }

    func check() throws {
        if let failure = state.withLock({ $0.failure }) { throw failure }
    }
}
