import ArgumentParser
import CommandLineKit
import JWTConformance
import JWTReports

/// Shows which vectors a selection takes.
struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists vectors: those for verifiers, then those for signers.",
        discussion: """
            Prints one line per vector: id, expectation, level, summary. Ids that start with sign/ are for `jwt-assay \
            sign`, which expects a token or a refusal. All others are for `jwt-assay run`.

              jwt-assay list --select header/crit
              jwt-assay list --select sign
              jwt-assay list --skip sign        what `jwt-assay run` uses
            """
    )

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    @OptionGroup var corpusOptions: CorpusOptions
    @OptionGroup var selection: SelectionOptions

    @Option(help: "The format of the list.")
    var format = Format.text

    func run() async throws {
        try await endingOnFailure {
            let corpus = try corpusOptions.load()
            let list = VectorList(
                try selection.picked(from: corpus.vectors + corpus.signVectors).map(VectorRecord.init)
            )
            switch format {
            case .text: try Terminal.write(list.text)
            case .json: try Terminal.write(list.json())
            }
            return .asExpected
        }
    }
}
