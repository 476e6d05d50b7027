import JWTConformance
import ReportKit

/// A history's faults as records of the Open Source Vulnerability format, with the vectors that show each.
///
/// These are measurements: none of them is an advisory, and they carry no identifier of anybody's database.
package struct OSVReport {
    private struct Record: Encodable {
        struct Affected: Encodable {
            struct Package: Encodable {
                let ecosystem: String
                let name: String
            }
            struct Range: Encodable {
                let type = "ECOSYSTEM"
                let events: [[String: String]]
            }
            let package: Package
            let ranges: [Range]
        }
        struct Evidence: Encodable {
            let suite: String
            let corpus: String
            let verdict: String
            let vectors: [String]
        }
        let schema_version = "1.6.7"
        let id: String
        let modified: String
        let summary: String
        let affected: [Affected]
        let database_specific: Evidence
    }

    private let history: HistoryDocument

    /// Prepares the report.
    package init(_ history: HistoryDocument) {
        self.history = history
    }

    /// A JSON array with a record for each fault that an attacker can use; the others are no vulnerabilities.
    package func text() throws -> String {
        let parts = history.source.split(separator: ":", maxSplits: 1).map(String.init)
        let names = [
            "pypi": "PyPI", "npm": "npm", "maven": "Maven", "go": "Go", "crates": "crates.io", "packagist": "Packagist",
            "rubygems": "RubyGems", "nuget": "NuGet", "debian": "Debian",
        ]
        let package = Record.Affected.Package(
            ecosystem: names[parts[0]] ?? parts[0],
            name: parts.last ?? history.library
        )
        let records = history.faults.filter(\.verdict.isBypass).map { fault in
            Record(
                id: "JWT-ASSAY-\(history.member)-\(fault.id.replacing("/", with: "-"))",
                modified: history.suite.started,
                summary: "\(history.library): \(fault.verdict.rawValue): \(fault.summary)",
                affected: [
                    Record.Affected(
                        package: package,
                        ranges: fault.ranges.map { range in
                            let fixed = range.fixed.map { [["fixed": $0]] } ?? [["last_affected": range.lastAffected]]
                            return Record.Affected.Range(events: [["introduced": range.introduced ?? "0"]] + fixed)
                        }
                    )
                ],
                database_specific: Record.Evidence(
                    suite: "jwt-assay \(history.suite.version)",
                    corpus: history.suite.corpus,
                    verdict: fault.verdict.rawValue,
                    vectors: fault.vectors
                )
            )
        }
        return try JSONText.of(records, isPretty: true) + "\n"
    }
}
