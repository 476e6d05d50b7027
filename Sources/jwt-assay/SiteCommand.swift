import ArgumentParser
import CommandLineKit
import Doctor
import FoundationEssentials
import JWTConformance
import JWTReports

/// Makes a static site out of many documents.
struct SiteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "site",
        abstract: "Makes a static site out of many run documents and histories.",
        discussion: """
              jwt-assay site results --output public

            Takes every .json file below the folders that a run, a sign run, `merge`, or `history --format json` wrote. The \
            site has an index of implementations and releases with their faults, the report of each run, and a page for each \
            history. It needs no server and no script on the index, and keeps within what static hosts take: files of up to \
            \(Site.mostOctetsInFile >> 20) MiB, \(Site.mostOctets >> 20) MiB in all.

            Documents may come from anyone: each is checked against its schema, and against the corpus if it names this one. \
            What isn't taken is named on the index and on standard error, with the reason. Runs of another corpus stand in a \
            table of their own.

            \(ExitStatus.help)
            """
    )

    @Argument(help: ArgumentHelp("A folder with documents.", valueName: "folder"))
    var folders: [String]

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "The folder of the site. One that isn't empty must be a site of an earlier run.",
            valueName: "dir"
        )
    )
    var output: String

    @OptionGroup var corpusOptions: CorpusOptions

    /// The longest document that is read, in octets.
    private static let mostOctets = 256 << 20

    func run() async throws {
        try await endingOnFailure {
            let corpus = try corpusOptions.load()
            let suite = RunDescription.now(corpus: try corpusOptions.digest())
            let schemas: [String: JSONValue]
            do throws(JSONSchema.Unusable) {
                schemas = try JSONSchema.documents(in: "\(CorpusLocation.own)/schema")
            } catch {
                throw Failure(.suiteDefect, "the schemas can't be read: \(error)")
            }
            var site = Site(suite: suite, vectors: corpus.vectors(.verify) + corpus.vectors(.sign))
            let documents = try folders.flatMap { folder in try Self.files(below: folder).map { (folder, $0) } }
            var folder = try SiteFolder(output)
            for (root, path) in documents {
                if let page = try take("\(root)/\(path)", name: path, schemas, into: &site) { try folder.write(page) }
            }
            for refusal in site.refusals { Terminal.complain(refusal) }
            guard site.count > 0 else {
                throw Failure(
                    .nothingSelected,
                    "no document was taken; expected .json files that run, sign, merge or history wrote with --format json"
                )
            }
            try folder.write(site.index)
            try folder.finish()
            Terminal.talk("\(output)/index.html: \(site.count) documents, \(site.refusals.count) left out\n")
            return .asExpected
        }
    }

    private static func files(below folder: String) throws -> [String] {
        guard let names = try? FileManager.default.subpathsOfDirectory(atPath: folder) else {
            throw Failure(.usage, "\(folder) can't be read as a folder")
        }
        return names.filter { $0.hasSuffix(".json") }.sorted()
    }

    /// Reads a document and hands it to the site; one that can't be taken is refused, whatever is wrong with it.
    private func take(
        _ path: String,
        name: String,
        _ schemas: [String: JSONValue],
        into site: inout Site
    ) throws -> Site.Page? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard attributes?[.type] as? FileAttributeType == .typeRegular, let size = attributes?[.size] as? UInt64 else {
            site.refuse(name, "it isn't a file")
            return nil
        }
        guard size <= Self.mostOctets, let data = FileManager.default.contents(atPath: path) else {
            site.refuse(name, "it can't be read, or has more than \(Self.mostOctets >> 20) MiB")
            return nil
        }
        let content = Array(data)
        let kind = DocumentKind.of(content)
        let takenKinds = [RunDocument.schema, "jwt-assay/sign-run/1", HistoryDocument.schema]
        guard let kind, takenKinds.contains(kind) else {
            site.refuse(
                name,
                "it's \(kind.map { "of the kind \($0.bounded(to: 64))" } ?? "no document of the suite"), which isn't shown"
            )
            return nil
        }
        let word = kind.split(separator: "/")[1]
        do {
            let value = try JSONDecoder().decode(JSONValue.self, from: data)
            let problems = try JSONSchema("\(word).schema.json", among: schemas).problems(of: value)
            if let problem = problems.first {
                site.refuse(name, "it doesn't follow the schema \(word): \(problem)")
                return nil
            }
            let digest = SHA256.hexadecimal(of: content)
            if kind == HistoryDocument.schema {
                return site.take(try HistoryDocument(json: content), name: name, digest: digest)
            }
            return try site.take(try RunDocument(json: content), name: name, digest: digest)
        } catch let error as JSONSchema.Unusable {
            throw Failure(.suiteDefect, "the schemas can't be used: \(error)")
        } catch let failure as Failure {
            throw failure
        } catch {
            site.refuse(name, "it can't be read: \(error is DecodingError ? error.inWords : "\(error)")")
            return nil
        }
    }
}

/// The folder of a site, with a list of its files, so that a later run takes away those that it doesn't have any more.
private struct SiteFolder {
    private static let list = ".jwt-assay-site"

    private let path: String
    private let earlier: [String]
    private var written: [String] = []

    /// A folder, which the first page makes.
    ///
    /// - Throws: ``Failure`` if it has something else in it.
    init(_ path: String) throws {
        self.path = path
        let files = FileManager.default
        let present = (try? files.contentsOfDirectory(atPath: path)) ?? []
        if let content = files.contents(atPath: "\(path)/\(Self.list)") {
            // Only what a site has: the list could have been changed.
            earlier = String(decoding: content, as: UTF8.self).split(separator: "\n").map(String.init).filter {
                $0.wholeMatch(of: /index\.html|(runs|histories)\/[0-9a-f]{24}\.html/) != nil
            }
        } else if present.isEmpty {
            earlier = []
        } else {
            throw Failure(.usage, "\(path) isn't empty and isn't a site of an earlier run; name another folder")
        }
    }

    private func create() throws {
        do {
            for folder in ["", "/runs", "/histories"] {
                try FileManager.default.createDirectory(atPath: path + folder, withIntermediateDirectories: true)
            }
        } catch {
            throw Failure(.usage, "\(path) can't be created: \(error.inWords)")
        }
    }

    mutating func write(_ page: Site.Page) throws {
        if written.isEmpty {
            try create()
            try save(Set(earlier).union([page.path]))
        }
        written.append(page.path)
        try OutputFile(path: "\(path)/\(page.path)").finish(page.text)
    }

    /// Takes away what an earlier site had and this one hasn't.
    func finish() throws {
        for file in Set(earlier).subtracting(written) { try? FileManager.default.removeItem(atPath: "\(path)/\(file)") }
        try save(Set(written))
    }

    private func save(_ files: Set<String>) throws {
        try OutputFile(path: "\(path)/\(Self.list)").finish(files.sorted().map { $0 + "\n" }.joined())
    }
}
