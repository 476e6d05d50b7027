import FoundationEssentials
import JWTConformance

/// Published flaws of libraries with the ranges of releases that their advisories name: the file `advisories.json`.
package struct AdvisoryList: Hashable, Sendable, Codable {
    /// The identifier of the format.
    package static let schema = "jwt-assay/advisories/1"

    /// A published flaw, and the vectors that show it.
    package struct Advisory: Hashable, Sendable, Codable, Identifiable {
        /// Its identifier in the database that published it.
        package var id: String
        /// The member of the fleet whose library has it.
        package var member: String
        /// What it lets an attacker do.
        package var summary: String
        /// The first release that it names as affected; `nil`: the first of all.
        package var introduced: String?
        /// The release that it names as fixed; `nil`: none.
        package var fixed: String?
        /// The vectors that show it: one that a release gets wrong is enough.
        package var vectors: [String]
    }

    package var schema = AdvisoryList.schema
    package var advisories: [Advisory]
}

/// What an advisory says of each release, against what was measured.
package struct AdvisoryComparison: Hashable, Sendable, Codable, Identifiable {
    /// A release of which the two say something else.
    package struct Difference: Hashable, Sendable, Codable {
        package var version: String
        /// Whether a token showed the flaw; the advisory says the contrary.
        package var isAffected: Bool
        /// The vector whose token was accepted, or rejected where the advisory has the release as affected.
        package var vector: String
    }

    package var id: String
    package var summary: String
    /// The first release that the advisory names as affected; `nil`: the first of all.
    package var introduced: String?
    /// The release that it names as fixed; `nil`: none.
    package var fixed: String?
    /// How many releases could be asked for it.
    package var asked: Int
    /// Where the two differ, the oldest release first; empty: they agree.
    package var differences: [Difference]

    /// Compares the two.
    ///
    /// - Parameters:
    ///   - advisory: what was published.
    ///   - releases: what was measured, the oldest first.
    init(_ advisory: AdvisoryList.Advisory, releases: [ReleaseVerdicts]) {
        (id, summary, introduced, fixed) = (advisory.id, advisory.summary, advisory.introduced, advisory.fixed)
        (asked, differences) = (0, [])
        for release in releases where release.problem == nil {
            let shown = advisory.vectors.first { release.faults[$0] != nil }
            let asked = shown ?? advisory.vectors.first { !release.unasked.contains($0) }
            guard let vector = asked else { continue }
            self.asked += 1
            let version = ReleaseVersion(release.version)
            let isOld = advisory.introduced.map { version < ReleaseVersion($0) } ?? false
            let isNew = advisory.fixed.map { version >= ReleaseVersion($0) } ?? false
            if (shown != nil) != (!isOld && !isNew) {
                differences.append(Difference(version: release.version, isAffected: shown != nil, vector: vector))
            }
        }
    }

    /// The published range in words.
    var published: String {
        (introduced.map { "since \($0)" } ?? "from the first release") + (fixed.map { ", fixed in \($0)" } ?? "")
    }

    /// What was measured, in words: agreement, or the releases that differ with a vector for each kind.
    var finding: String {
        if asked == 0 { return "no release could be asked" }
        if differences.isEmpty { return "agrees with all \(asked) releases asked" }
        let kinds = [true, false].compactMap { isAffected -> String? in
            let some = differences.filter { $0.isAffected == isAffected }
            guard let first = some.first, let last = some.last else { return nil }
            let versions = some.count == 1 ? first.version : "\(first.version) to \(last.version) (\(some.count))"
            return isAffected
                ? "affected too: \(versions), which accept \(last.vector)"
                : "not affected: \(versions), which reject \(first.vector)"
        }
        return kinds.joined(separator: "; ")
    }
}
