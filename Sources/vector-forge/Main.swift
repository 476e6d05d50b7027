import ArgumentParser
import FoundationEssentials
import JWTConformance
import VectorForge

/// Makes the corpus from its definitions.
@main struct VectorForgeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vector-forge",
        abstract: "Writes the vector files from their definitions.",
        discussion: """
            The definitions are in Sources/VectorForge/Definitions. Every run writes the same files, byte for byte. It \
            doesn't touch the RFCs' own examples and the keys, which are written by hand.
            """,
        subcommands: [AdoptCommand.self]
    )

    @ArgumentParser.Flag(
        help: "Write nothing; report files that differ from their definitions, and exit with 1 if there are any."
    )
    var check = false

    @ArgumentParser.Flag(
        help:
            "Write nothing; prove that every vector tests what it says, and exit with 1 if one doesn't."
    )
    var prove = false

    @Option(help: ArgumentHelp("The folder of the vectors.", valueName: "dir"))
    var vectors: String?

    func run() throws {
        let directory = vectors ?? CorpusLocation.sourceDirectory
        if prove { return try proveCorpus(in: directory) }
        let forgery = try Forgery(
            keys: KeyRecord.all(in: directory),
            requirements: Requirement.all(in: directory)
        )
        if check {
            let stale = forgery.differences(from: directory)
            for path in stale { print("\(path) differs from its definition; run: swift run vector-forge") }
            if !stale.isEmpty { throw ExitCode(1) }
            guard try shippedList(of: directory) == nil else {
                print("\(CorpusLocation.shippedList) doesn't list these files; run: swift run vector-forge")
                throw ExitCode(1)
            }
            print("\(forgery.files.count) files match their definitions")
        } else {
            let written = try forgery.write(to: directory)
            for path in written { print("wrote \(path)") }
            if let list = try shippedList(of: directory) {
                try Data(list.utf8).write(to: URL(filePath: CorpusLocation.shippedList))
                print("wrote \(CorpusLocation.shippedList)")
            }
            print("\(forgery.files.count) files, \(written.count) of them changed")
        }
    }

    /// The list of the corpus's digests that the build should know; `nil` if it does, or the folder isn't the suite's own.
    private func shippedList(of directory: String) throws -> String? {
        guard vectors == nil else { return nil }
        let list = try CorpusDigest(directory: directory).list
        let known = FileManager.default.contents(atPath: CorpusLocation.shippedList)
        return known == Data(list.utf8) ? nil : list
    }

    private func proveCorpus(in directory: String) throws {
        let corpus = try Corpus(directory: directory)
        let proof = ProofDocument(corpus) {}
        print(proof.text, terminator: "")
        if !proof.isComplete { throw ExitCode(1) }
    }
}
