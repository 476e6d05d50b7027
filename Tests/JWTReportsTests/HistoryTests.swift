import Foundation
import JWTConformance
import Testing

@testable import JWTReports

/// Faults by release: which vectors are one fault, and which releases have it.
@Suite struct HistoryTests {
    private static let versions = ["1.0", "1.1", "2.0", "2.1"]

    /// A history in which a vector has, release by release, a fault (`x`), none (`.`), or isn't asked (`?`).
    private func history(_ states: [String: String], versions: [String] = versions) throws -> HistoryDocument {
        let vectors = try Corpus(directory: CorpusLocation.sourceDirectory).vectors(.verify).filter {
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
            #expect(text.contains("1 faults, 0 of them in the newest"))
        }
    }

    /// Releases of every kind, divided so finely that some parts have none.
    @Test(arguments: [1, 2, 3, 9])
    func `merged parts are the undivided history`(_ count: Int) throws {
        let states = [
            "claims/times/exp-string": "xx..", "header/crit/unknown": "..x?", "claims/times/exp-array": "?xx.",
            "claims/times/exp-object": "....",
        ]
        let vectors = try Corpus(directory: CorpusLocation.sourceDirectory).vectors(.verify).filter {
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
