import ArgumentParser
import FoundationEssentials
import JWTConformance
import VectorForge

/// Turns finds of the hunt into vectors.
struct AdoptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adopt",
        abstract: "Adds finds of `jwt-assay hunt` to the definitions, once each is proved.",
        discussion: """
              vector-forge adopt hunts/1/recipes.json --select 3fa91c02d4b1
              vector-forge

            A find is proved like every vector: the reference rejects it by its check, accepts it without that check, and \
            accepts its twin. The finds are added to Sources/VectorForge/Hunted/finds.json, so build again; then \
            vector-forge writes their vectors, with the attacker and the gain that making the token shows. Edit the \
            summaries there first: a vector's summary says what it adds.
            """
    )

    @Argument(help: ArgumentHelp("The recipes.json of a hunt's folder.", valueName: "file"))
    var file: String

    @Option(help: ArgumentHelp("Adopt only this find. May be repeated.", valueName: "name"))
    var select: [String] = []

    @Option(help: ArgumentHelp("The folder of the vectors.", valueName: "dir"))
    var vectors: String?

    @Option(help: ArgumentHelp("The file of adopted finds.", valueName: "file"))
    var into = CorpusLocation.sourceDirectory + "/../Sources/VectorForge/Hunted/finds.json"

    func run() throws {
        let offered = try Self.read(file)
        let names = Set(offered.finds.map(\.name))
        if let missing = select.first(where: { !names.contains($0) }) {
            throw ValidationError("\(file) has no find called \(missing.bounded(to: 64))")
        }
        let wanted = offered.finds.filter { select.isEmpty || select.contains($0.name) }
        var adopted = try Self.read(into)
        let corpus = try Corpus(directory: vectors ?? CorpusLocation.sourceDirectory)
        let added = try adopted.adopt(wanted, into: corpus)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        if !added.isEmpty { try (encoder.encode(adopted) + Data([0x0A])).write(to: URL(filePath: into)) }
        for name in added { print("adopted \(name)") }
        print(
            "\(added.count) of \(wanted.count) finds adopted\(added.isEmpty ? "" : "; now run: swift run vector-forge")"
        )
    }

    private static func read(_ path: String) throws -> HuntedFile {
        guard let content = FileManager.default.contents(atPath: path) else {
            throw ValidationError("\(path.bounded(to: 256)) can't be read")
        }
        do {
            let file = try JSONDecoder().decode(HuntedFile.self, from: content)
            guard file.schema == HuntedFile.schema else {
                throw ValidationError("the schema of \(path.bounded(to: 256)) isn't \(HuntedFile.schema)")
            }
            return file
        } catch let error as DecodingError {
            throw ValidationError("\(path.bounded(to: 256)) isn't a file of finds: \(error.inWords)")
        }
    }
}
