public import ArgumentParser
public import JWTReports
import ReportKit

extension ReportFormat: ExpressibleByArgument {
    /// The formats, one to a line.
    static var help: String { table(allCases.map { ($0.rawValue, $0.purpose) }) }
}

extension SignReportFormat: ExpressibleByArgument {
    /// The formats, one to a line.
    static var help: String { table(allCases.map { ($0.rawValue, $0.purpose) }) }
}

private func table(_ rows: [(name: String, purpose: String)]) -> String {
    Table(rows: rows.map { ["  " + $0.name, $0.purpose] }).lines.joined(separator: "\n")
}
