public import ArgumentParser
public import JWTReports

extension ReportFormat: ExpressibleByArgument {
    /// The formats, one to a line.
    static var help: String { table(allCases.map { ($0.rawValue, $0.purpose) }) }
}

extension SignReportFormat: ExpressibleByArgument {
    /// The formats, one to a line.
    static var help: String { table(allCases.map { ($0.rawValue, $0.purpose) }) }
}

private func table(_ rows: [(name: String, purpose: String)]) -> String {
    let width = rows.map(\.name.count).max() ?? 0
    return rows.map { "  " + $0.name.padded(to: width + 2) + $0.purpose }.joined(separator: "\n")
}
