import ArgumentParser
import FoundationEssentials
import JWTWorkloads

/// What a document is printed as.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
    case human, json, csv

    func data(_ document: BenchmarkDocument, isBold: Bool) throws -> Data {
        switch self {
        case .human: Data(HumanReport.text(document, isBold: isBold).utf8)
        case .json: try document.json() + Data("\n".utf8)
        case .csv: Data(CSVReport.text(document).utf8)
        }
    }
}
