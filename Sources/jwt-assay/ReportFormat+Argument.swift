import ArgumentParser
import JWTReports

extension ReportFormat: ExpressibleByArgument {
    /// The formats, one to a line.
    static var help: String {
        let width = allCases.map(\.rawValue.count).max() ?? 0
        return allCases.map { "  " + $0.rawValue.padded(to: width + 2) + $0.purpose }.joined(separator: "\n")
    }
}
