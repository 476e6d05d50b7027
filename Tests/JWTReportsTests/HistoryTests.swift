import Foundation
import JWTConformance
import Testing

@testable import JWTReports

/// Faults by release: which vectors are one fault, and which releases have it.
@Suite struct HistoryTests {
    private static let versions = ["1.0", "1.1", "2.0", "2.1"]
    private static let corpus = Result { try Corpus(directory: CorpusLocation.sourceDirectory).vectors(.verify) }

    /// A history in which a vector has, release by release, a fault (`x`), none (`.`), or isn't asked (`?`).
    private func history(_ states: [String: String], versions: [String] = versions) throws -> HistoryDocument {
        let vectors = try Self.corpus.get().filter {
            states[$0.id] != nil
        }
        #expect(vectors.count == states.count)
        var asked: [String: ReleaseVerdicts] = [:]
        for (index, version) in versions.enumerated() {
            var release = ReleaseVerdicts(version: version, released: "2026-01-0\(index + 1)", question: "q")
            for (id, state) in states {
                switch Array(state)[index] {
                case "x": release.faults[id] = .bypass
                case "?": release.unasked.insert(id)
                default: break
                }
            }
            asked[version] = release
        }
        return HistoryDocument(
            member: "python-one",
            library: "One",
            source: "pypi:One",
            suite: RunDescription(),
            versions: versions,
            asked: asked,
            vectors: vectors.enumerated().map(HistoryVector.init)
        )
    }

    typealias Range = HistoryDocument.Range

    @Test(arguments: [
        ("xx..", [Range(introduced: nil, lastAffected: "1.1", fixed: "2.0")]),
        (".xx.", [Range(introduced: "1.1", lastAffected: "2.0", fixed: "2.1")]),
        ("..xx", [Range(introduced: "2.0", lastAffected: "2.1")]),
        (
            "x.x.",
            [
                Range(introduced: nil, lastAffected: "1.0", fixed: "1.1"),
                Range(introduced: "2.0", lastAffected: "2.0", fixed: "2.1"),
            ]
        ),
        ("xxxx", [Range(introduced: nil, lastAffected: "2.1")]),
        ("x?x.", [Range(introduced: nil, lastAffected: "2.0", fixed: "2.1")]),
        ("??x.", [Range(introduced: nil, lastAffected: "2.0", fixed: "2.1")]),
        (".?x?", [Range(introduced: "2.0", lastAffected: "2.0")]),
    ])
    func `a fault has the releases that show it`(_ states: String, _ ranges: [HistoryDocument.Range]) throws {
        let history = try history(["header/crit/unknown": states])
        #expect(history.faults.map(\.ranges) == [ranges])
    }

    @Test func `vectors of one check are one fault where the same releases have it`() throws {
        let history = try history([
            "claims/times/exp-string": "xx..", "claims/times/exp-array": "xx..", "claims/times/exp-object": "x...",
        ])
        #expect(
            Set(history.faults.map { Set($0.vectors) }) == [
                ["claims/times/exp-string", "claims/times/exp-array"], ["claims/times/exp-object"],
            ]
        )
        #expect(try self.history(["claims/times/exp-string": "...."]).faults == [])
    }

    @Test(arguments: Verdict.allCases)
    func `what is accepted against a rule and what breaks down is kept, whatever the gravity`(_ verdict: Verdict) throws
    {
        let kept: Set<Verdict> = [
            .forgery, .weakKey, .misuse, .respelling, .bypass, .nonconformance, .wrongPayload, .unsafe, .lenient,
            .crash,
            .hang, .protocolViolation,
        ]
        #expect(try verdicts(["header/crit/unknown": verdict]).faults.isEmpty == !kept.contains(verdict))
    }

    @Test(arguments: [(Verdict.misuse, 1), (.nonconformance, 0), (.lenient, 0), (.crash, 0)])
    func `only what an attacker can use is a vulnerability`(_ verdict: Verdict, _ count: Int) throws {
        var history = try history(["header/crit/unknown": "..xx"])
        history.faults[0].verdict = verdict
        #expect(HistoryReport(history).counts.contains("1 of them in the newest, \(count) that an attacker can use"))
        #expect(try JSONDecoder().decode([Empty].self, from: Data(try OSVReport(history).text().utf8)).count == count)
    }

    private struct Empty: Decodable {}

    @Test func `a release that can't be run says why and has no part in a range`() throws {
        let good = ReleaseVerdicts(version: "1.0", question: "q")
        let lost = ReleaseVerdicts(version: "1.1", question: "q", problem: "no compiler")
        let history = HistoryDocument(
            member: "m",
            library: "L",
            source: "pypi:L",
            suite: RunDescription(),
            versions: ["1.0", "1.1", "1.2"],
            asked: ["1.0": good, "1.1": lost],
            vectors: []
        )
        #expect(history.releases.map(\.state) == [.asked, .unavailable, .assumed])
        #expect(HistoryReport(history).text.contains("can't be asked: 1.1"))
        #expect(HistoryReport(history).markdown.contains("no compiler"))
    }

    @Test func `an OSV record has the package, the range and the vectors`() throws {
        let history = try history(["header/crit/unknown": ".x.x"])
        let records = try #require(
            try JSONSerialization.jsonObject(with: Data(try OSVReport(history).text().utf8)) as? [[String: Any]]
        )
        let affected = try #require((records.first?["affected"] as? [[String: Any]])?.first)
        #expect(affected["package"] as? [String: String] == ["ecosystem": "PyPI", "name": "One"])
        let events = (affected["ranges"] as? [[String: Any]])?.compactMap { $0["events"] as? [[String: String]] }
        #expect(
            events == [[["introduced": "1.1"], ["fixed": "2.0"]], [["introduced": "2.1"], ["last_affected": "2.1"]]]
        )
        let evidence = records.first?["database_specific"] as? [String: Any]
        #expect(evidence?["vectors"] as? [String] == ["header/crit/unknown"])
    }

    @Test func `text for people and Markdown say since when and until when`() throws {
        let report = HistoryReport(try history(["header/crit/unknown": "xx.."]))
        for text in [report.text, report.markdown.replacing("\\", with: "")] {
            #expect(text.contains("from the first release asked, fixed in 2.0 (2026-01-03)"))
            #expect(text.contains("1 fault, 0 of them in the newest, 0 that an attacker can use"))
        }
    }

    /// A release's answers: `a` accepts, `r` rejects, `e` throws, by vector.
    private func verdicts(_ answers: [String: Verdict]) throws -> ReleaseVerdicts {
        let vectors = try Self.corpus.get()
        let answer = #"{"outcome": "error", "detail": "no such call"}"#
        let cases = answers.map { id, verdict in
            #"{"id": "\#(id)", "verdict": "\#(verdict.rawValue)", "answer": \#(answer)}"#
        }
        let json = """
            {"label": "one", "state": "complete", "seconds": 1, "cases": [\(cases.joined(separator: ","))], "disagreements": [],
             "summary": \(String(decoding: try JSONEncoder().encode(RunSummary([])), as: UTF8.self))}
            """
        let run = try JSONDecoder().decode(ImplementationRun.self, from: Data(json.utf8))
        return ReleaseVerdicts(version: "1", released: nil, question: "q", run: run, vectors: vectors)
    }

    @Test(arguments: [Verdict.unclean, .pass])
    func `a rejection counts only where the valid twin is accepted`(_ rejection: Verdict) throws {
        let fitting = try verdicts(["claims/iss/prefix": rejection, "claims/iss/plain": .pass])
        #expect(fitting.unasked.isEmpty)
        #expect(fitting.problem == nil)
        let other = try verdicts([
            "claims/iss/prefix": rejection, "claims/iss/plain": .error, "claims/sub/plain": .pass,
        ])
        #expect(other.unasked.contains("claims/iss/prefix"))
    }

    @Test func `a release that accepts no valid token is one that the adapter doesn't fit`() throws {
        let release = try verdicts(["claims/iss/prefix": .unclean, "claims/iss/plain": .error])
        #expect(release.problem?.contains("none of 1 valid tokens is accepted; no such call") == true)
        #expect(release.faults.isEmpty)
    }

    /// An advisory compared with four releases that were seen affected (`x`), not affected (`.`) or couldn't be asked (`?`).
    private func compared(_ states: String, since: String?, until: String?) -> AdvisoryComparison {
        let releases = zip(Self.versions, states).map { version, state in
            var release = ReleaseVerdicts(version: version, question: "q")
            if state == "x" { release.faults["v"] = .forgery }
            if state == "?" { release.unasked = ["v"] }
            return release
        }
        let advisory = AdvisoryList.Advisory(
            id: "CVE-1",
            member: "python-one",
            summary: "s",
            introduced: since,
            fixed: until,
            vectors: ["v"]
        )
        return AdvisoryComparison(advisory, releases: releases)
    }

    @Test(
        arguments: [
            ("xx..", nil, "2.0", [], "agrees with all 4 releases asked"),
            ("x?..", nil, "2.0", [], "agrees with all 3 releases asked"),
            (".x..", "1.1", "2.0", [], "agrees with all 4 releases asked"),
            ("xxx.", "1.1", "2.1", ["1.0"], "affected too: 1.0, which accept v"),
            ("..xx", nil, nil, ["1.0", "1.1"], "not affected: 1.0 to 1.1 (2), which reject v"),
            ("????", nil, nil, [], "no release could be asked"),
        ] as [(String, String?, String?, [String], String)]
    )
    func `an advisory agrees, or differs with the releases and the vector that show it`(
        _ states: String,
        _ since: String?,
        _ until: String?,
        _ versions: [String],
        _ words: String
    ) {
        let comparison = compared(states, since: since, until: until)
        #expect(comparison.differences.map(\.version) == versions)
        #expect(comparison.finding == words)
    }

    @Test func `a page has a column for each release and a row for each fault`() throws {
        let html = HistoryPage(try history(["header/crit/unknown": ".xx."])).html()
        #expect(html.components(separatedBy: "<th scope=\"col\"><span>").count == 5)
        #expect(
            html.contains(
                #"<td class="good">·</td><td class="bad">✕</td><td class="bad">✕</td><td class="good">·</td>"#
            )
        )
        #expect(html.contains("2026-01-02"))
    }

    /// The histories that are kept beside their adapters.
    private static let kept: [String] = {
        let adapters = CorpusLocation.sourceDirectory + "/../scripts/adapters"
        let members = (try? FileManager.default.contentsOfDirectory(atPath: adapters)) ?? []
        return members.sorted().map { "\(adapters)/\($0)/history.json" }.filter(FileManager.default.fileExists)
    }()

    @Test(arguments: kept)
    func `a kept history says which corpus, when, and releases that it lists`(_ path: String) throws {
        let history = try JSONDecoder().decode(HistoryDocument.self, from: Data(contentsOf: URL(filePath: path)))
        #expect(history.schema == HistoryDocument.schema)
        #expect(path.hasSuffix("/\(history.member)/history.json"))
        #expect(!history.suite.corpus.isEmpty && !history.suite.started.isEmpty)
        let versions = Set(history.releases.map(\.version))
        for range in history.faults.flatMap(\.ranges) {
            #expect(versions.isSuperset(of: [range.introduced, range.lastAffected, range.fixed].compactMap(\.self)))
        }
        #expect(history.releases.contains { $0.state == .asked })
        #expect(history.faults.allSatisfy { !$0.vectors.isEmpty && !$0.ranges.isEmpty })
    }

    @Test func `every advisory names vectors of the corpus and a member of the fleet`() throws {
        let adapters = CorpusLocation.sourceDirectory + "/../scripts/adapters"
        let content = try Data(contentsOf: URL(filePath: "\(adapters)/advisories.json"))
        let list = try JSONDecoder().decode(AdvisoryList.self, from: content)
        #expect(list.schema == AdvisoryList.schema)
        let known = Set(try Self.corpus.get().map(\.id))
        for advisory in list.advisories {
            #expect(known.isSuperset(of: advisory.vectors), "\(advisory.id)")
            #expect(FileManager.default.fileExists(atPath: "\(adapters)/\(advisory.member)/adapter.json"))
        }
    }

    private struct Controls: Decodable {
        struct Release: Decodable { let version: String }
        struct Sign: Decodable {
            let vector: String
            let verdict: String
        }
        struct Control: Decodable {
            let id: String
            let adapter: String
            let vulnerable: Release
            let fixed: Release
            let signs: [Sign]
        }
        let controls: [Control]
    }

    @Test(arguments: kept)
    func `a kept history agrees with the controls of its library`(_ path: String) throws {
        let history = try JSONDecoder().decode(HistoryDocument.self, from: Data(contentsOf: URL(filePath: path)))
        let file = URL(filePath: CorpusLocation.sourceDirectory + "/controls.json")
        let controls = try JSONDecoder().decode(Controls.self, from: Data(contentsOf: file)).controls
        let positions = Dictionary(uniqueKeysWithValues: history.releases.enumerated().map { ($1.version, $0) })
        func isAffected(_ vector: String, _ version: String) throws -> Bool {
            let position = try #require(positions[version])
            return history.faults.filter { $0.vectors.contains(vector) }.flatMap(\.ranges).contains { range in
                (range.introduced.flatMap { positions[$0] } ?? 0)...(positions[range.lastAffected] ?? 0) ~= position
            }
        }
        for control in controls where control.adapter == history.member {
            // An exception is no fault of a history.
            let signs = control.signs.filter { $0.verdict != "unclean" }.map(\.vector)
            #expect(
                try signs.isEmpty || signs.contains { try isAffected($0, control.vulnerable.version) },
                "\(control.id)"
            )
            for vector in signs {
                #expect(try !isAffected(vector, control.fixed.version), "\(control.id): \(vector)")
            }
        }
    }

    /// Releases of every kind, divided so finely that some parts have none.
    @Test(arguments: [1, 2, 3, 9])
    func `merged parts are the undivided history`(_ count: Int) throws {
        let states = [
            "claims/times/exp-string": "xx..", "header/crit/unknown": "..x?", "claims/times/exp-array": "?xx.",
            "claims/times/exp-object": "....",
        ]
        let vectors = try Self.corpus.get().filter {
            states[$0.id] != nil
        }
        var asked: [String: ReleaseVerdicts] = [:]
        for (index, version) in Self.versions.enumerated() {
            asked[version] = ReleaseVerdicts(version: version, released: "2026-01-0\(index + 1)", question: "q")
            for (id, state) in states {
                if Array(state)[index] == "x" { asked[version]?.faults[id] = .forgery }
                if Array(state)[index] == "?" { asked[version]?.unasked.insert(id) }
            }
        }
        asked["1.1"] = ReleaseVerdicts(version: "1.1", question: "q", problem: "no compiler")
        let parts = try (1...count).map { number in
            let part = HistoryPart(
                member: "python-one",
                library: "One",
                source: "pypi:One",
                suite: RunDescription(version: "1", corpus: "c", started: "2026-02-0\(number)"),
                shard: try #require(Shard(number, of: count)),
                question: "q",
                versions: Self.versions,
                asked: asked,
                vectors: vectors
            )
            return (name: "\(number)", document: try HistoryPart(json: Array(JSONEncoder().encode(part))))
        }
        let merged = try HistoryDocument(merging: try ShardSet(parts))
        let whole = HistoryDocument(
            member: "python-one",
            library: "One",
            source: "pypi:One",
            suite: RunDescription(version: "1", corpus: "c", started: "2026-02-01"),
            versions: Self.versions,
            asked: asked,
            vectors: vectors.enumerated().map(HistoryVector.init)
        )
        #expect(merged == whole)
        #expect(whole.faults.count == 3)
        #expect(throws: ShardMergeError.self) { try ShardSet(parts + [parts[0]]) }
        if count > 1 { #expect(throws: ShardMergeError.self) { try ShardSet([parts[0]]) } }
    }
}
