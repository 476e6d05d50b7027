import Fleet
import FoundationEssentials
import JWTConformance
import JWTReports
import ReportKit

/// The fleet as a table.
struct FleetListing: Encodable {
    /// A member.
    struct Row: Encodable {
        let id: String
        let name: String
        let language: String
        let roster: AdapterManifest.Roster
        let homepage: String
        /// The release that is installed or built.
        let release: LibraryRelease?
        /// The newest version in reach, if somebody has asked for it.
        let newest: String?
        /// The registry and the library's name there.
        let source: ReleaseSource?
        /// The suites of Debian that it can be taken from.
        let suites: [String]?
        /// Whether nobody has run it yet.
        let untried: Bool
        /// The Debian packages that aren't installed.
        let missingPackages: [String]
        /// The versions of those that are.
        let packages: [String: String]
        /// Why capabilities aren't declared.
        let missingCapabilities: [String: String]

        init(_ member: FleetMember, missingPackages: [String], versions: [String: String], newest: String?) {
            id = member.id
            name = member.manifest.name
            language = member.manifest.language
            roster = member.manifest.roster
            homepage = member.manifest.homepage
            release = LibraryRelease(of: member)
            self.newest = newest
            source = member.manifest.source
            suites = member.manifest.suites
            untried = member.manifest.untried ?? false
            self.missingPackages = missingPackages
            packages = versions
            missingCapabilities = member.manifest.missing ?? [:]
        }

        fileprivate var cells: [String] {
            let state = missingPackages.isEmpty ? "" : "packages missing: \(missingPackages.joined(separator: " "))"
            return [
                id, language, roster.rawValue, release?.version ?? "not built", release?.released ?? "-", newest ?? "-",
                [source?.description ?? "-", suites?.first ?? ""].filter { !$0.isEmpty }.joined(separator: " "),
                untried ? "untried \(state)" : state,
            ]
        }
    }

    let rows: [Row]

    /// One line for each, then how many there are.
    var text: String {
        let heads = ["member", "language", "roster", "found", "released", "newest", "source", ""]
        let languages = Set(rows.map(\.language)).count
        let ask = rows.allSatisfy { $0.newest == nil } ? "; --newest asks the sources for the newest versions" : ""
        return Table(rows: [heads] + rows.map(\.cells)).text
            + "\(rows.count) implementations in \(languages) languages\(ask)\n"
    }

    /// Everything, for programs.
    func json() throws -> String {
        try JSONText.of(rows, isPretty: true) + "\n"
    }
}
