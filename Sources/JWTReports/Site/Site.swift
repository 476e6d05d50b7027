package import JWTConformance
import ReportKit

/// A static site out of many documents: an index of implementations and releases, and a page for each run and history.
///
/// Documents may come from anyone. Each is checked before it's taken: whether it follows its schema is the caller's to check;
/// that it says of the vectors what the corpus says, that it's whole, and that it's there once, is checked here. Pages are made
/// one at a time, so that only what the index needs stays in memory.
package struct Site {
    /// A file of the site.
    package struct Page {
        /// Its path in the site's folder.
        package let path: String
        /// What it holds.
        package let text: String
    }

    /// The size of the largest file that static hosts take, in octets.
    package static let mostOctetsInFile = 25 << 20
    /// The size of the largest site that static hosts take, in octets.
    package static let mostOctets = 900 << 20

    private let corpus: String
    private let version: String
    private let vectors: [String: Vector]
    private var entries: [SiteEntry] = []
    private var histories: [(history: HistoryDocument, path: String)] = []
    private var refused: [(name: String, why: String)] = []
    private var taken: [String: String] = [:]
    private var octets = 0

    /// A site without documents.
    ///
    /// - Parameters:
    ///   - suite: the suite and the corpus whose runs are compared; those of another corpus are shown apart from them.
    ///   - vectors: the vectors of the corpus, for verifiers and signers.
    package init(suite: RunDescription, vectors: [Vector]) {
        (corpus, version) = (suite.corpus, suite.version)
        self.vectors = Dictionary(vectors.map { ($0.id, $0) }) { first, _ in first }
    }

    /// How many documents were taken.
    package var count: Int { taken.count }

    /// Says that a document isn't taken.
    ///
    /// - Parameters:
    ///   - name: what it's called.
    ///   - why: a clause with what was expected and found.
    package mutating func refuse(_ name: String, _ why: String) {
        refused.append((name.bounded(to: 256), why.bounded(to: 512)))
    }

    /// The documents that weren't taken, a sentence each.
    package var refusals: [String] { refused.map { "\($0.name) is left out: \($0.why)" } }

    /// Takes a run.
    ///
    /// - Parameters:
    ///   - document: the run.
    ///   - name: what it's called, relative to its folder.
    ///   - digest: the SHA-256 of its file, in hexadecimal.
    /// - Returns: its page; `nil` if it isn't taken, and ``refusals`` says why.
    /// - Throws: an error if a number can't be represented in JSON.
    package mutating func take(_ document: RunDocument, name: String, digest: String) throws -> Page? {
        if let shard = document.shard?.shard {
            refuse(name, "it's shard \(shard) of a run; put the shards together with `jwt-assay merge`")
            return nil
        }
        if document.suite.corpus == corpus, let problem = objection(to: document) {
            refuse(name, problem)
            return nil
        }
        let path = "runs/\(digest.prefix(24)).html"
        guard let page = accept(Page(path: path, text: try HTMLReport(document).text()), of: name, digest) else {
            return nil
        }
        entries += SiteEntry.all(in: document, page: path)
        return page
    }

    /// Takes a history.
    ///
    /// - Parameters: see ``take(_:name:digest:)-run``.
    /// - Returns: its page; `nil` if it isn't taken.
    package mutating func take(_ history: HistoryDocument, name: String, digest: String) -> Page? {
        let path = "histories/\(digest.prefix(24)).html"
        guard
            let page = accept(
                Page(
                    path: path,
                    text: HistoryPage(history).html(home: "../index.html", isForeign: history.suite.corpus != corpus)
                ),
                of: name,
                digest
            )
        else { return nil }
        histories.append((history, path))
        return page
    }

    /// The page that leads to all the others.
    package var index: Page {
        var days: [String: String] = [:]
        for (history, _) in histories {
            for release in history.releases { days["\(history.library) \(release.version)"] = release.released }
        }
        let pages = SitePages(version: version, corpus: corpus, days: days)
        return Page(path: "index.html", text: pages.index(entries, histories, refused))
    }

    private mutating func accept(_ page: Page, of name: String, _ digest: String) -> Page? {
        let size = page.text.utf8.count
        if let other = taken[digest] {
            refuse(name, "it's the same as \(other)")
        } else if size > Self.mostOctetsInFile {
            refuse(name, "its page would have \(size >> 20) MiB, and static hosts take \(Self.mostOctetsInFile >> 20)")
        } else if octets + size > Self.mostOctets {
            refuse(name, "the site would have more than \(Self.mostOctets >> 20) MiB, which is what static hosts take")
        } else {
            taken[digest] = name.bounded(to: 256)
            octets += size
            return page
        }
        return nil
    }

    /// What a document says of the vectors and the corpus doesn't, though it has the corpus's digest.
    private func objection(to document: RunDocument) -> String? {
        let claim = "it names the corpus \(corpus.shortDigest), which"
        var ids: Set<String> = []
        for record in document.vectors {
            guard ids.insert(record.id).inserted else { return "it has \(record.id.bounded(to: 128)) twice" }
            guard let vector = vectors[record.id] else { return "\(claim) has no \(record.id.bounded(to: 128))" }
            guard record.judges(as: VectorRecord(vector)) else {
                return "\(claim) says something else of \(record.id.bounded(to: 128))"
            }
        }
        for run in document.implementations {
            if let stranger = run.cases.first(where: { !ids.contains($0.id) }) {
                return "\(run.label.bounded(to: 128)) has a case of \(stranger.id.bounded(to: 128)), which wasn't asked"
            }
            if Set(run.cases.map(\.id)).count < run.cases.count {
                return "\(run.label.bounded(to: 128)) has a case twice"
            }
        }
        return nil
    }
}

extension VectorRecord {
    /// Whether a verdict on one of two records would weigh the same on the other.
    fileprivate func judges(as other: VectorRecord) -> Bool {
        (kind ?? .verify, expect, level, attacker) == (other.kind ?? .verify, other.expect, other.level, other.attacker)
            && (gain, refs, strict) == (other.gain, other.refs, other.strict)
    }
}

/// One implementation in one run, as the index shows it.
struct SiteEntry {
    let name: String
    let version: String
    let language: String
    let note: String
    let card: ReportCard
    let suite: RunDescription
    let page: String
    /// Its place in the run, which the page has in its addresses.
    let position: Int

    /// The entries of a run, in its order.
    static func all(in document: RunDocument, page: String) -> [SiteEntry] {
        zip(document.implementations, ReportCard.all(in: document)).enumerated().map { position, pair in
            let (run, card) = pair
            return SiteEntry(
                name: run.implementation?.name ?? run.label,
                version: run.implementation?.version ?? "",
                language: run.implementation?.language ?? "",
                note: run.state == .complete ? "" : run.state.rawValue,
                card: card,
                suite: document.suite,
                page: page,
                position: position
            )
        }
    }

    /// The newest release first, and of one release the newest run.
    static func isBefore(_ one: SiteEntry, _ other: SiteEntry) -> Bool {
        if one.name != other.name { return (one.name.lowercased(), one.name) < (other.name.lowercased(), other.name) }
        let (mine, its) = (ReleaseVersion(one.version), ReleaseVersion(other.version))
        if mine != its { return mine > its }
        return (one.suite.started, one.page) > (other.suite.started, other.page)
    }
}
