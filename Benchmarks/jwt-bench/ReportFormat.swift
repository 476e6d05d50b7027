import ArgumentParser
import FoundationEssentials
import JWTWorkloads

/// What a document is printed as.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
    case human, markdown, csv, html, json

    func data(_ document: BenchmarkDocument, price: Double, isBold: Bool) throws -> Data {
        switch self {
        case .human: Data(HumanReport.text(document, price: price, isBold: isBold).utf8)
        case .markdown: Data(MarkdownReport.text(document, price: price).utf8)
        case .csv: Data(CSVReport.text(document).utf8)
        case .html: Data(HTMLReport.text(document, price: price).utf8)
        case .json: try document.json() + Data("\n".utf8)
        }
    }
}
