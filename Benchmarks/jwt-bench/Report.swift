import ArgumentParser
import CommandLineKit
import JWTWorkloads

extension JWTBench {
    /// Shows a document again.
    struct Report: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Turns a saved JSON document into another report, without measuring.",
            discussion: """
                  jwt-bench report bench.json
                  jwt-bench report bench.json --format html --output bench.html
                  jwt-bench report bench.json --format markdown --price 0.11
                """
        )

        @Argument(help: "The document.")
        var document: String

        @OptionGroup var presentation: PresentationOptions

        func run() async throws {
            let output = try OutputFile(path: presentation.output, inputs: [document])
            if let duet = try DocumentFile.duet(document) {
                try presentation.finish(duet, output)
            } else {
                try presentation.finish(try DocumentFile.read(document), output)
            }
        }
    }
}
