import ArgumentParser
import JWTConformance
import JWTReports

/// Shows which vectors a selection takes.
struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the vectors that a selection takes."
    )

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    @OptionGroup var corpusOptions: CorpusOptions
    @OptionGroup var selection: SelectionOptions

    @Option(help: "The form of the list.")
    var format = Format.text

    func run() async throws {
        try await endingOnFailure {
            let vectors = try selection.vectors(of: try corpusOptions.load()).map(VectorRecord.init)
            switch format {
            case .text: try Terminal.write(VectorList(vectors).text)
            case .json: try Terminal.write(VectorList(vectors).json())
            }
            return .asExpected
        }
    }
}
