package import JWTConformance

/// The faults of a library by release: since when each was there, and until when.
package struct HistoryDocument: Hashable, Sendable, Codable {
    /// The identifier of the format.
    package static let schema = "jwt-assay/history/1"

    /// A release.
    package struct Release: Hashable, Sendable, Codable {
        package enum State: String, Hashable, Sendable, Codable {
            /// It was asked.
            case asked
            /// It wasn't, because the releases on both sides of it agree.
            case assumed
            /// It can't be installed or run.
            case unavailable
        }

        package var version: String
        package var released: String?
        package var state: State
        /// Why it can't be asked.
        package var detail: String?
        /// How many vectors show a fault.
        package var failing: Int?
    }

    /// Releases that have a fault, without a gap.
    package struct Range: Hashable, Sendable, Codable {
        /// The first release that has it; `nil`: the first that could be asked had it.
        package var introduced: String?
        /// The last that was seen to have it.
        package var lastAffected: String
        /// The first after it that hasn't; `nil`: the newest has it.
        package var fixed: String?
    }

    /// One misbehaviour: vectors about the same check that the same releases get wrong.
    package struct Fault: Hashable, Sendable, Codable, Identifiable {
        package var id: String
        /// The check of the reference that rejects the tokens; `nil`: there isn't one.
        package var check: String?
        package var verdict: Verdict
        /// What the first vector is about.
        package var summary: String
        package var vectors: [String]
        package var ranges: [Range]
    }

    package var schema = HistoryDocument.schema
    /// The member of the fleet whose adapter was used.
    package var member: String
    /// The library.
    package var library: String
    /// The registry and the library's name there.
    package var source: String
    /// The suite, its corpus and the date.
    package var suite: RunDescription
    /// The releases, the oldest first.
    package var releases: [Release]
    /// The faults: those of the newest release first, and the gravest of them.
    package var faults: [Fault]
    /// The library's advisories against what was measured; absent if none is known, and from older documents.
    package var advisories: [AdvisoryComparison]?

    /// Computes the faults.
    ///
    /// - Parameters:
    ///   - member: the member of the fleet.
    ///   - library: the library's name.
    ///   - source: the registry and the library's name there.
    ///   - suite: the suite.
    ///   - versions: all releases, the oldest first.
    ///   - asked: what is known of them; those between two that agree may be missing.
    ///   - vectors: the vectors that they were asked.
    ///   - advisories: what was published of libraries; others' are left out.
    package init(
        member: String,
        library: String,
        source: String,
        suite: RunDescription,
        versions: [String],
        asked: [String: ReleaseVerdicts],
        vectors: [HistoryVector],
        advisories: [AdvisoryList.Advisory] = []
    ) {
        (self.member, self.library, self.source, self.suite) = (member, library, source, suite)
        releases = versions.map { version in
            guard let known = asked[version] else { return Release(version: version, state: .assumed) }
            let isAvailable = known.problem == nil
            return Release(
                version: version,
                released: known.released,
                state: isAvailable ? .asked : .unavailable,
                detail: known.problem,
                failing: isAvailable ? known.faults.count : nil
            )
        }
        let usable = versions.compactMap { asked[$0] }.filter { $0.problem == nil }
        let compared = advisories.filter { $0.member == member }.map {
            AdvisoryComparison($0, releases: usable)
        }
        self.advisories = compared.isEmpty ? nil : compared
        var groups: [Pattern: [HistoryVector]] = [:]
        for vector in vectors {
            let verdicts = usable.compactMap { $0.faults[vector.id] }
            guard let worst = verdicts.first else { continue }
            let states = usable.map { release in
                release.faults[vector.id] != nil ? true : release.unasked.contains(vector.id) ? nil : false
            }
            groups[Pattern(check: vector.check, verdict: worst, ranges: Self.ranges(states, of: usable)), default: []]
                .append(vector)
        }
        faults = groups.map { pattern, vectors in
            Fault(
                id: "\(pattern.check ?? "other")/\(vectors[0].id)",
                check: pattern.check,
                verdict: pattern.verdict,
                summary: vectors[0].summary,
                vectors: vectors.map(\.id),
                ranges: pattern.ranges
            )
        }
        let positions = Dictionary(versions.enumerated().map { ($1, $0) }) { first, _ in first }
        func end(_ fault: Fault) -> Int { positions[fault.ranges.last?.lastAffected ?? ""] ?? 0 }
        faults.sort { (-end($0), $0.verdict.rank, $0.id) < (-end($1), $1.verdict.rank, $1.id) }
    }

    private struct Pattern: Hashable {
        let check: String?
        let verdict: Verdict
        let ranges: [Range]
    }

    /// The ranges of a fault.
    ///
    /// Where a release wasn't asked (`nil`), its neighbour's answer holds.
    private static func ranges(_ states: [Bool?], of releases: [ReleaseVerdicts]) -> [Range] {
        var ranges: [Range] = []
        var wasAffected: Bool?
        for (state, release) in zip(states, releases) {
            switch (wasAffected, state) {
            case (_, nil): continue
            case (true, true): ranges[ranges.count - 1].lastAffected = release.version
            case (true, false): ranges[ranges.count - 1].fixed = release.version
            case (nil, true): ranges.append(Range(introduced: nil, lastAffected: release.version))
            case (false, true): ranges.append(Range(introduced: release.version, lastAffected: release.version))
            default: break
            }
            wasAffected = state
        }
        return ranges
    }
}
