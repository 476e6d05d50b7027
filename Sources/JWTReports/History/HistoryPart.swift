import FoundationEssentials
package import JWTConformance

/// A shard of a history (`jwt-assay/history-part/1`): the verdicts of some of the releases.
package struct HistoryPart: Hashable, Sendable, Codable, ShardedDocument {
    /// The identifier of the format.
    package static let schema = "jwt-assay/history-part/1"

    package var schema = HistoryPart.schema
    /// See ``HistoryDocument/member``.
    package var member: String
    /// See ``HistoryDocument/library``.
    package var library: String
    /// See ``HistoryDocument/source``.
    package var source: String
    /// See ``HistoryDocument/suite``.
    package var suite: RunDescription
    /// What the verdicts depend on; see ``ReleaseVerdicts/question``.
    package var question: String
    /// Which of the releases it holds.
    package var shard: ShardRecord?
    /// All releases of the library, the oldest first.
    package var versions: [String]
    /// What is known of those in the shard, in their order.
    package var releases: [ReleaseVerdicts]
    /// The vectors that show a fault in one of them, in the order of the corpus.
    package var vectors: [HistoryVector]

    package var units: [ShardUnit] { releases.map { ShardUnit("\(member)@\($0.version)") } }
    /// A part is written once all its releases are asked.
    package var complete: Bool { true }

    /// Takes one shard's releases.
    ///
    /// - Parameters:
    ///   - member: the member of the fleet.
    ///   - library: the library's name.
    ///   - source: where its releases come from.
    ///   - suite: the suite, its corpus, and when the asking began.
    ///   - shard: which of the releases.
    ///   - question: what the verdicts depend on.
    ///   - versions: all releases.
    ///   - asked: what is known of them.
    ///   - vectors: the vectors that they were asked.
    package init(
        member: String,
        library: String,
        source: String,
        suite: RunDescription,
        shard: Shard,
        question: String,
        versions: [String],
        asked: [String: ReleaseVerdicts],
        vectors: [Vector]
    ) {
        (self.member, self.library, self.source, self.suite) = (member, library, source, suite)
        (self.question, self.versions) = (question, versions)
        let record = ShardRecord(shard, dividing: Self.units(member, versions))
        self.shard = record
        let releases = record.part(of: versions).map {
            asked[$0] ?? ReleaseVerdicts(version: $0, question: question, problem: "it wasn't asked")
        }
        self.releases = releases
        self.vectors = vectors.enumerated().filter { _, vector in
            releases.contains { $0.faults[vector.id] != nil }
        }.map(HistoryVector.init)
    }

    /// What is divided: the releases of a member.
    package static func units(_ member: String, _ versions: [String]) -> [ShardUnit] {
        versions.map { ShardUnit("\(member)@\($0)") }
    }

    package func difference(from other: HistoryPart) -> String? {
        if (member, library, source) != (other.member, other.library, other.source) {
            return "is about \(library.bounded(to: 128)) (\(source.bounded(to: 128)))"
        }
        if (suite.version, suite.corpus) != (other.suite.version, other.suite.corpus) {
            return "has the suite \(suite.version) and the corpus \(suite.corpus)".bounded(to: 256)
        }
        return question == other.question ? nil : "asked other vectors, or by another profile"
    }

    /// Reads a part from any source.
    ///
    /// - Parameter json: what `jwt-assay history --shard` wrote.
    /// - Throws: what's wrong, in words.
    package init(json: [UInt8]) throws(HistoryFileError) {
        self = try HistoryFileError.reading(json)
    }
}

/// What a history keeps of a vector.
package struct HistoryVector: Hashable, Sendable, Codable {
    /// Its place among those that were asked.
    package var place: Int
    /// Its id.
    package var id: String
    /// The check that it's about, or its first requirement.
    package var check: String?
    /// See ``Vector/summary``.
    package var summary: String

    /// Keeps a vector.
    package init(place: Int, _ vector: Vector) {
        self.place = place
        (id, check, summary) = (vector.id, vector.targets ?? vector.refs.first, vector.summary)
    }
}

/// A file that isn't a history, or a part of one.
package struct HistoryFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, in words.
    package let description: String

    fileprivate static func reading<Document: Decodable>(_ json: [UInt8]) throws(HistoryFileError) -> Document {
        do {
            return try JSONDecoder().decode(Document.self, from: Data(PrintableJSON.of(json)))
        } catch {
            throw HistoryFileError(description: error.inWords)
        }
    }
}

extension HistoryDocument {
    /// Reads a history from any source.
    ///
    /// - Parameter json: what `jwt-assay history --format json` wrote.
    /// - Throws: what's wrong, in words.
    package init(json: [UInt8]) throws(HistoryFileError) {
        self = try HistoryFileError.reading(json)
        // Reports show the first vector of each.
        if let fault = faults.first(where: \.vectors.isEmpty) {
            throw HistoryFileError(description: "the fault \(fault.id.bounded(to: 128)) has no vectors")
        }
    }

    /// The history that an undivided run would have written, but for its time.
    ///
    /// - Parameter shards: its parts; releases of those that are missing are assumed to be like their neighbours.
    /// - Throws: ``ShardMergeError`` if their content doesn't fit together.
    package init(merging shards: ShardSet<HistoryPart>) throws(ShardMergeError) {
        guard let first = shards.members.first else { throw .nothing }
        var vectors: [Int: HistoryVector] = [:]
        var asked: [String: ReleaseVerdicts] = [:]
        for member in shards.members {
            let part = member.document
            let expected = member.record.positions.map { part.versions.indices.contains($0) ? part.versions[$0] : "" }
            guard part.versions == first.document.versions, expected == part.releases.map(\.version),
                Set(part.versions).count == part.versions.count
            else {
                throw .malformed(member.name, "its releases aren't those of its shard")
            }
            for vector in part.vectors {
                guard vectors.updateValue(vector, forKey: vector.place) ?? vector == vector else {
                    throw .differs(member.name, from: first.name, "has another vector at place \(vector.place)")
                }
            }
            for release in part.releases { asked[release.version] = release }
        }
        self.init(
            member: first.document.member,
            library: first.document.library,
            source: first.document.source,
            suite: shards.suite(\.suite),
            versions: first.document.versions,
            asked: asked,
            vectors: vectors.sorted { $0.key < $1.key }.map(\.value)
        )
    }
}
