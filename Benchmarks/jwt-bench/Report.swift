import ArgumentParser
import JWTWorkloads

extension JWTBench {
    /// Shows a document again.
    struct Report: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows a JSON document as another report; nothing is measured.",
            discussion: """
                  jwt-bench report bench.json
                  jwt-bench report bench.json --format html --output bench.html
                  jwt-bench report bench.json --format markdown --price 0.11
                """
        )

        @Argument(help: "The document.")
        var document: String

        @Option(help: "What to print: human, markdown, csv, html or json.")
        var format: ReportFormat = .human

        @Option(name: [.short, .long], help: "Write to this file instead.")
        var output: String?

        @Option(help: ArgumentHelp("Of one processor for one hour, in any currency.", valueName: "price"))
        var price = 0.04

        func run() throws {
            let destination = Destination(path: output, format: format, price: price)
            try destination.finish(try DocumentFile.read(document))
        }
    }
}
