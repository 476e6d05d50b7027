import ArgumentParser
import CommandLineKit
import FoundationEssentials
public import JWTConformance

extension ImportLayout: ExpressibleByArgument {}

/// Makes vectors of the files of another suite, which the user has.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Converts another suite's files into vectors.",
        discussion: """
            Reads every JSON file in a folder and writes vectors that the other commands read with --vectors:

              jwt-assay import wycheproof ~/wycheproof/testvectors_v1 --output imported
              jwt-assay run reference --vectors imported

            --errata names a file that corrects wrong expectations of the suite, test by test.
            """
    )

    @Argument(help: "The layout of the files.")
    var layout: ImportLayout

    @Argument(help: ArgumentHelp("A file, or a folder of files.", valueName: "path"))
    var source: String

    @Option(help: ArgumentHelp("A file that corrects the other suite's expectations.", valueName: "file"))
    var errata: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The folder to write the vectors to; it is created if missing.", valueName: "dir")
    )
    var output: String

    func run() async throws {
        try await endingOnFailure {
            do {
                return try importAll()
            } catch let error as ImportError {
                throw Failure(.usage, "\(error)")
            }
        }
    }

    private func importAll() throws -> ExitStatus {
        let errata = try errata.map { try Errata(json: fileContent(at: $0), name: $0) } ?? Errata()
        var vectors = 0
        var omitted = 0
        var unreadable = 0
        var tests: Set<Errata.Reference> = []
        for path in try paths() {
            let name = String(path.split(separator: "/").last?.dropLast(".json".count) ?? "")
            let content = try fileContent(at: path)
            let imported: ImportedFile
            do throws(ImportError) {
                imported = try layout.imported(content, name: name, errata: errata)
            } catch {
                // A folder of a suite holds files of other kinds; each is named, none ends the import.
                Terminal.complain("left out: \(error)")
                unreadable += 1
                continue
            }
            for omission in imported.omissions {
                Terminal.complain("left out: \(name), test \(omission.test): \(omission.reason)")
            }
            omitted += imported.omissions.count
            let ids = imported.file.groups.flatMap(\.tests).map(\.id)
            vectors += ids.count
            for id in ids {
                let test = id.split(separator: "/").last.map(String.init) ?? ""
                tests.insert(.init(source: name, test: test.hasPrefix("tc-") ? String(test.dropFirst(3)) : test))
            }
            if !ids.isEmpty { try write(imported.file, name: name) }
        }
        try errata.checkUse(in: tests)
        try Terminal.write("\(vectors) vectors, \(omitted) tests and \(unreadable) files left out\n")
        return vectors == 0 ? .nothingSelected : .asExpected
    }

    private func paths() throws -> [String] {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: source, isDirectory: &isFolder) else {
            throw Failure(.usage, "\(source) can't be read")
        }
        guard isFolder else { return [source] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: source)) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted().map { "\(source)/\($0)" }
    }

    private func write(_ file: VectorFile, name: String) throws {
        let folder = "\(output)/\(layout.rawValue)"
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try encoder.encode(file).write(to: URL(filePath: "\(folder)/\(name).json"))
        } catch {
            throw Failure(.usage, "\(folder)/\(name).json can't be written: \(error.inWords)")
        }
    }
}
