import ArgumentParser
import CommandLineKit
import JWTConformance
import VectorForge

/// Shows that each vector tests what it claims to, and that a fault in any check of the reference would be noticed.
struct ProveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "Proves that every vector tests what it says, and that the vectors notice wrong checks.",
        discussion: """
            Asks the reference about every token that must be rejected, with one check turned off or made wrong: the one \
            that the vector names. Exits with 0 if at least 95 % are proved, none fails, and every check has a vector.
            """
    )

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case human, json
    }

    @OptionGroup var corpusOptions: CorpusOptions

    @Option(help: "The format of the proof.")
    var format = Format.human

    func run() async throws {
        try await endingOnFailure {
            let corpus = try corpusOptions.load()
            let progress = Terminal.canShowProgress ? Progress() : nil
            progress?.expect(ProofDocument.stepCount(corpus), of: 1, called: "questions")
            let proof: ProofDocument
            do {
                (proof, _) = try await Signals.interruptible {
                    try ProofDocument(corpus) {
                        try Task.checkCancellation()
                        progress?.advance(by: 1)
                    }
                }
                progress?.clear()
            } catch is CancellationError {
                progress?.clear()
                Terminal.complain("interrupted; the proof is incomplete")
                return .interrupted
            }
            switch format {
            case .human: try Terminal.write(proof.text)
            case .json: try Terminal.write(proof.json())
            }
            return proof.isComplete ? .asExpected : .deviation
        }
    }
}
