import FoundationEssentials
import JWTConformance
import Testing

/// The corpus knows itself: by a digest that is evidence, and by the files that it came with.
@Suite struct CorpusDigestTests {
    private let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "digest-\(UUID())").path
        try FileManager.default.createDirectory(atPath: folder + "/header", withIntermediateDirectories: true)
    }

    private func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
    }

    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `SHA-256 is that of FIPS 180-4`(_ message: String, _ digest: String) {
        #expect(SHA256.hexadecimal(of: Array(message.utf8)) == digest)
    }

    @Test func `it sees content and names, and what asks nothing doesn't count`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try write("header/a.json", "{}")
        let first = try CorpusDigest(directory: folder)
        #expect(first.list == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a  header/a.json\n")
        #expect("\(first)".wholeMatch(of: /sha256:[0-9a-f]{64}/) != nil)
        #expect(CorpusDigest(list: first.list) == first)
        try write("header/notes.txt", "not part of it")
        try write("controls.json", "results of runs")
        try write("errata-other.json", "corrections of another suite")
        try FileManager.default.createDirectory(atPath: folder + "/schema", withIntermediateDirectories: true)
        try write("schema/vectors.schema.json", "{}")
        #expect(try CorpusDigest(directory: folder) == first)
        try write("header/a.json", "{ }")
        #expect(try CorpusDigest(directory: folder) != first)
        try write("header/a.json", "{}")
        try FileManager.default.moveItem(atPath: folder + "/header/a.json", toPath: folder + "/header/b.json")
        #expect(try CorpusDigest(directory: folder) != first)
        #expect(throws: CorpusError.notFound(path: "/nowhere/at/all")) {
            try CorpusDigest(directory: "/nowhere/at/all")
        }
    }

    @Test func `the corpus that comes with the build is known to it`() throws {
        let own = try CorpusDigest(directory: CorpusLocation.sourceDirectory)
        // Otherwise: swift run vector-forge.
        #expect(own.changes == nil)
        #expect(CorpusDigest.shipped.files.count > 50)
        #expect(FileManager.default.contents(atPath: CorpusLocation.shippedList) == Data(own.list.utf8))
    }

    @Test func `missing, edited and added files are named, and a corpus of someone's own isn't a changed one`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try write("header/crit.json", "{}")
        try write("header/mine.json", "{}")
        let changes = try #require(try CorpusDigest(directory: folder).changes)
        #expect(!changes.isForeign)
        #expect(changes.edited == ["header/crit.json"])
        #expect(changes.added == ["header/mine.json"])
        #expect(changes.missing.count == CorpusDigest.shipped.files.count - 1)
        for words in ["missing ", " more", "; edited header/crit.json; added header/mine.json"] {
            #expect("\(changes)".contains(words), "\(changes)")
        }
        try FileManager.default.removeItem(atPath: folder + "/header/crit.json")
        let foreign = try #require(try CorpusDigest(directory: folder).changes)
        #expect(foreign.isForeign && foreign.missing.isEmpty)
    }
}

/// The place of an error in a vector file.
@Suite struct CorpusErrorTests {
    private static func file(_ group: String) -> String {
        #"{"schema":"jwt-assay/vectors/1","title":"T","flags":{},"groups":[{"id":"own/a"},{"id":"own/b",\#(group)}]}"#
            .replacing(#"{"id":"own/a"},"#, with: "")
    }

    private static let rest = #""key":{"jwk":{}},"policy":{"algorithms":["HS256"]},"content":"bytes""#
    private static let test = #"{"id":"own/b/t","summary":"s","token":"a.b.c","expect":"reject"}"#

    @Test(arguments: [
        ("{\"schema\":\n\"jwt-assay/vectors/1\",}", "own/a.json: it isn't JSON from line 2, column 23 on"),
        ("", "it isn't JSON from line 1, column 1 on"), ("{\"a\":tru}", "line 1, column 6"),
        ("[1,2", "line 1, column 5"),
        ("{\"a\":01}", "line 1, column 6"), ("{}{", "line 1, column 3"), ("\"\u{1}\"", "line 1, column 2"),
        (
            file(rest.replacing("algorithms", with: "algoritms") + ",\"tests\":[\(test)]"),
            "groups[own/b].policy has no member algorithms; is algoritms a misspelling of it?"
        ),
        (
            file(rest + ",\"tests\":[\(test.replacing("\"s\"", with: "5"))]"),
            "groups[own/b].tests[own/b/t].summary: Expected to decode String but found number instead."
        ),
        (file(rest + ",\"tests\":[{}]"), "groups[own/b].tests[0] has no member id"),
        (
            file(rest.replacing("bytes", with: "octets") + ",\"tests\":[\(test)]"), "groups[own/b].content: "
        ),
    ])
    func `an error names the file, the group and the member, and what was expected`(
        _ text: String,
        _ words: String
    ) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "broken-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder + "/own", withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: "\(folder)/own/a.json"))
        let error = #expect(throws: CorpusError.self) { try Corpus(directory: folder) }
        #expect("\(error.map { "\($0)" } ?? "")".contains(words), "\(String(describing: error))")
    }
}
