import Fleet
import FoundationEssentials
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
        /// The Debian packages that aren't installed.
        let missingPackages: [String]
        /// The versions of those that are.
        let packages: [String: String]
        /// Why capabilities aren't declared.
        let missingCapabilities: [String: String]

        init(_ member: FleetMember, missingPackages: [String], versions: [String: String]) {
            id = member.id
            name = member.manifest.name
            language = member.manifest.language
            roster = member.manifest.roster
            homepage = member.manifest.homepage
            self.missingPackages = missingPackages
            packages = versions
            missingCapabilities = member.manifest.missing ?? [:]
        }
    }

    let rows: [Row]

    /// One line for each, then how many there are.
    var text: String {
        let table = Table(
            rows: rows.map { row in
                [
                    row.id, row.language, row.roster.rawValue,
                    row.missingPackages.isEmpty
                        ? "packages installed" : "packages missing: \(row.missingPackages.joined(separator: " "))",
                ]
            }
        )
        let languages = Set(rows.map(\.language)).count
        return table.text + "\(rows.count) implementations in \(languages) languages\n"
    }

    /// Everything, for programs.
    func json() throws -> String {
        try JSONText.of(rows, isPretty: true) + "\n"
    }
}
