import ArgumentParser
import CommandLineKit
import FoundationEssentials
import JWTAdapters
public import JWTConformance
import ReferenceJOSE

extension ImportLayout: ExpressibleByArgument {}

/// Makes vectors of the files of another suite, which the user has.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Converts another suite's files into vectors.",
        discussion: """
            Reads every JSON file in a folder and its subfolders, and writes vectors that the other commands read with \
            --vectors:

              jwt-assay import wycheproof ~/wycheproof/testvectors_v1 --output imported
              jwt-assay run reference --vectors imported

            Some of these suites' expectations are wrong, or a matter of policy. The suite corrects those that it knows; \
            --errata names a file with your own corrections. What an earlier import of a folder left in the output, and \
            this one doesn't write, is removed.
            """
    )

    @Argument(help: "The layout of the files.")
    var layout: ImportLayout

    @Argument(help: ArgumentHelp("A file, or a folder of files.", valueName: "path"))
    var source: String

    @Option(
        help: ArgumentHelp(
            "A file that corrects the other suite's expectations (default: Vectors/errata-LAYOUT.json).",
            valueName: "file"
        )
    )
    var errata: String?

    @ArgumentParser.Flag(help: "Keep the other suite's expectations as they are.")
    var withoutErrata = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The folder to write the vectors to; it is created if missing.", valueName: "dir")
    )
    var output: String

    @ArgumentParser.Flag(name: [.short, .long], help: "Name every test and file that is left out.")
    var verbose = false

    func validate() throws {
        guard errata == nil || !withoutErrata else {
            throw ValidationError("use --errata or --without-errata, not both")
        }
    }

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
        let errata = try corrections()
        var (vectors, isWritten) = (0, Set<String>())
        var (omissions, unreadable) = (Omissions(), Omissions())
        var tests: Set<Errata.Reference> = []
        var slugs: Set<String> = []
        for (path, name) in try files() {
            // Names that differ in what no id has are still names of two files.
            let slug = slugs.added(name.slug)
            let imported: ImportedFile
            do throws(ImportError) {
                imported = try layout.imported(
                    try content(at: path),
                    name: name,
                    slug: slug,
                    errata: errata,
                    pem: Self.pem
                )
            } catch {
                // A folder of a suite holds files of other kinds; none ends the import.
                unreadable.add("it has another layout", what: "\(error)")
                continue
            }
            for omission in imported.omissions {
                tests.insert(.init(source: name, test: omission.test))
                omissions.add(omission.reason, what: "\(name), test \(omission.test)")
            }
            let ids = imported.file.groups.flatMap(\.tests).map(\.id)
            vectors += ids.count
            for id in ids {
                let test = id.split(separator: "/").last.map(String.init) ?? ""
                tests.insert(.init(source: name, test: test.hasPrefix("tc-") ? String(test.dropFirst(3)) : test))
            }
            guard !ids.isEmpty else { continue }
            try write(imported.file, to: "\(folder)/\(name).json")
            isWritten.insert("\(name).json")
        }
        omissions.report("test", isWhole: verbose)
        unreadable.report("file", isWhole: verbose)
        if self.errata != nil { try errata.checkUse(in: tests) }
        for name in isFolder ? stale(besides: isWritten) : [] {
            try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
            Terminal.complain("removed \(folder)/\(name), which an earlier import left")
        }
        try Terminal.write("\(vectors) vectors, \(omissions.count) tests and \(unreadable.count) files left out\n")
        return vectors == 0 ? .nothingSelected : .asExpected
    }

    private var folder: String { "\(output)/\(layout.rawValue)" }

    private func corrections() throws -> Errata {
        if withoutErrata { return Errata() }
        let own = "\(CorpusLocation.own)/errata-\(layout.rawValue).json"
        guard let path = errata ?? (FileManager.default.fileExists(atPath: own) ? own : nil) else { return Errata() }
        return try Errata(json: fileContent(at: path), name: path)
    }

    private func content(at path: String) throws(ImportError) -> [UInt8] {
        do throws(Failure) {
            return try fileContent(at: path)
        } catch {
            throw .unreadable(file: path, reason: error.message)
        }
    }

    private var isFolder: Bool {
        var isFolder = false
        return FileManager.default.fileExists(atPath: source, isDirectory: &isFolder) && isFolder
    }

    /// The files, with their paths in the folder without extension.
    private func files() throws -> [(path: String, name: String)] {
        guard FileManager.default.fileExists(atPath: source) else { throw Failure(.usage, "\(source) can't be read") }
        guard isFolder else {
            let name = source.split(separator: "/").last.map(String.init) ?? source
            return [(source, name.lowercased().hasSuffix(".json") ? String(name.dropLast(".json".count)) : name)]
        }
        return Self.jsonFiles(below: source).map { ("\(source)/\($0)", String($0.dropLast(".json".count))) }
    }

    /// The paths of JSON files below a folder; hidden folders, such as that of a checkout, have none.
    private static func jsonFiles(below folder: String) -> [String] {
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        return paths.filter { path in
            path.lowercased().hasSuffix(".json") && !path.split(separator: "/").contains { $0.hasPrefix(".") }
        }.sorted()
    }

    /// Files of the output that an import of this layout wrote, and that aren't written any more.
    private func stale(besides written: Set<String>) -> [String] {
        Self.jsonFiles(below: folder).filter { name in
            guard !written.contains(name), let content = FileManager.default.contents(atPath: "\(folder)/\(name)"),
                let file = try? JSONDecoder().decode(VectorFile.self, from: content)
            else { return false }
            return file.schema == VectorFile.schema && file.title.hasPrefix(layout.titlePrefix)
        }
    }

    /// A public key in PEM; `nil` for a secret, and for what the reference rejects.
    private static func pem(_ jwk: JSONValue) -> String? { (try? JWK(parsing: jwk.text))?.publicPEM }

    private func write(_ file: VectorFile, to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            let parent = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
            try encoder.encode(file).write(to: URL(filePath: path))
        } catch {
            throw Failure(.usage, "\(path) can't be written: \(error.inWords)")
        }
    }
}

/// What is left out of an import, by reason.
private struct Omissions {
    private var byReason: [String: [String]] = [:]

    var count: Int { byReason.values.reduce(0) { $0 + $1.count } }

    mutating func add(_ reason: String, what: String) { byReason[reason, default: []].append(what) }

    /// Says in a line for each reason how many there are and which, or all of them.
    func report(_ noun: String, isWhole: Bool) {
        for (reason, all) in byReason.sorted(by: { ($1.value.count, $0.key) < ($0.value.count, $1.key) }) {
            if isWhole {
                for what in all { Terminal.complain("left out: \(what): \(reason)") }
                continue
            }
            let rest = all.count > 2 ? " and \(all.count - 2) more; --verbose names all of them" : ""
            let words = "\(all.count) \(noun)\(all.count == 1 ? "" : "s")"
            Terminal.complain("left out \(words): \(reason) (\(all.prefix(2).joined(separator: "; "))\(rest))")
        }
    }
}
