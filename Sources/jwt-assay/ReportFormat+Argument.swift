public import ArgumentParser
public import JWTReports
import ReportKit

extension ReportFormat: ExpressibleByArgument {
    /// The formats, one to a line.
    static var help: String {
        Table(rows: allCases.map { ["  " + $0.rawValue, $0.purpose] }).lines.joined(separator: "\n")
    }
}
