import Foundation
import JWTConformance
import Testing

/// A site out of documents that may come from anyone.
@Suite(.timeLimit(.minutes(5))) struct SiteCommandTests {
    /// Where the documents and the site lie; what lies beside vectors would be read as vectors.
    private let corpus: SmallCorpus
    private let own: SmallCorpus
    private let folder: String
    private let output: String

    init() throws {
        (corpus, own) = (try SmallCorpus(), try SmallCorpus())
        folder = corpus.path + "/documents"
        output = corpus.path + "/site"
        try FileManager.default.createDirectory(atPath: folder + "/deep", withIntermediateDirectories: true)
    }

    /// Runs test adapters.
    @discardableResult
    private func document(_ name: String, of ways: String..., extra: [String] = []) async throws -> String {
        let file = "\(folder)/\(name)"
        let adapters = ways.map { $0 == "reference" ? $0 : CommandLine.adapter($0) }
        _ = try await CommandLine.assay(
            ["run", "--vectors", vectors, "--format", "json", "--output", file] + adapters + extra
        )
        return file
    }

    private var vectors: String { own.path }

    private func site(_ arguments: String...) async throws -> Ended {
        try await CommandLine.assay(["site", folder, "--output", output, "--vectors", vectors] + arguments)
    }

    private func edit(_ file: String, to name: String, _ edit: (String) -> String) throws {
        let text = String(decoding: try #require(FileManager.default.contents(atPath: file)), as: UTF8.self)
        let edited = edit(text)
        #expect(edited != text, "\(name)")
        try Data(edited.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
    }

    private func pages() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: output).filter { $0.hasSuffix(".html") }.sorted()
    }

    @Test func `the index leads to the report of each run`() async throws {
        try await document("a.json", of: "accepts-everything", "reference")
        try await document("deep/b.json", of: "good")
        let ended = try await site()
        #expect(ended.code == 0, "\(ended.talk)")
        let index = corpus.read("site/index.html")
        let links = index.matches(of: /href="(runs\/[0-9a-f]{24}\.html)#i\/[01]"/).map { String($0.1) }
        #expect(Set(links).count == 2)
        for link in links { #expect(corpus.read("site/\(link)").contains("</html>")) }
        #expect(try Set(pages()) == Set(links + ["index.html"]))
        // Small in two runs is two rows, with its release and its faults.
        #expect(index.components(separatedBy: ">Small</a>").count == 3)
        #expect(index.contains("1.0"))
        #expect(index.contains("unclassified bypass"))
        #expect(!index.contains("<script"))
        #expect(index.contains("default-src 'none'"))
    }

    @Test func `strangers' text stays text`() async throws {
        let file = try await document("a.json", of: "hostile")
        try edit(file, to: "b.json") {
            $0.replacing(/"name":"[^"]*"/, with: #""name":"<img src=x onerror=alert(1)>\\u202e""#)
        }
        try await document("<b>.json", of: "good")
        try Data("no".utf8).write(to: URL(filePath: "\(folder)/<i>left<i>.json"))
        #expect(try await site().code == 0)
        let index = corpus.read("site/index.html")
        #expect(!index.contains("<img"))
        #expect(!index.contains("<i>left"))
        #expect(index.contains("&lt;img"))
        #expect(index.contains("&lt;i&gt;left"))
        #expect(index.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
        #expect(!index.unicodeScalars.contains("\u{202E}"))
    }

    /// What each is, what is done to a good document, and what is said of it.
    private static let edits: [(name: String, words: String, edit: @Sendable (String) -> String)] = [
        ("cut", "no document of the suite", { String($0.prefix($0.count / 2)) }),
        ("another kind", "which isn't shown", { $0.replacing("jwt-assay/run/1", with: "jwt-assay/baseline/1") }),
        ("another version", "which isn't shown", { $0.replacing("jwt-assay/run/1", with: "jwt-assay/run/9") }),
        ("a member too many", "schema run", { $0.replacing("\"complete\":", with: "\"trust\":true,\"complete\":") }),
        (
            "an impossible verdict", "schema run",
            { $0.replacing("\"verdict\":\"pass\"", with: "\"verdict\":\"perfect\"") }
        ),
        ("a member of another type", "schema run", { $0.replacing("\"complete\":true", with: "\"complete\":1") }),
        (
            "a vector that the corpus hasn't", "has no hmac/hs256/other",
            { $0.replacing("hmac/hs256/forged", with: "hmac/hs256/other") }
        ),
        (
            "a milder expectation", "says something else of hmac/hs256/forged",
            {
                $0.replacing(
                    /"expect":"reject","flags":\[\],"id":"hmac\/hs256\/forged"/,
                    with: #""expect":"accept","flags":[],"id":"hmac/hs256/forged""#
                )
            }
        ),
        ("a lower level", "says something else", { $0.replacing("\"level\":\"must\"", with: "\"level\":\"should\"") }),
    ]

    @Test(arguments: edits.map(\.name))
    func `a document that isn't what it says is left out, with the reason`(_ name: String) async throws {
        let (_, words, change) = try #require(Self.edits.first { $0.name == name })
        let file = try await document("good.json", of: "good")
        try edit(file, to: "bad.json", change)
        let ended = try await site()
        #expect(ended.code == 0)
        #expect(ended.talk.contains("bad.json is left out"), "\(ended.talk)")
        #expect(ended.talk.contains(words), "\(ended.talk)")
        let index = corpus.read("site/index.html")
        #expect(index.contains("<code>bad.json</code>"))
        #expect(try pages().count == 2)
    }

    @Test func `shards and copies are left out, and another corpus stands apart`() async throws {
        let file = try await document("good.json", of: "good")
        try FileManager.default.copyItem(atPath: file, toPath: "\(folder)/z-copy.json")
        try await document("shard.json", of: "good", extra: ["--shard", "1/2"])
        try edit(file, to: "other.json") {
            $0.replacing(
                /"corpus":"sha256:[0-9a-f]{64}"/,
                with: "\"corpus\":\"sha256:\(String(repeating: "0", count: 64))\""
            )
        }
        let ended = try await site()
        #expect(ended.code == 0, "\(ended.talk)")
        #expect(ended.talk.contains("shard.json is left out: it's shard 1/2"))
        #expect(ended.talk.contains("z-copy.json is left out: it's the same as good.json"))
        let index = corpus.read("site/index.html")
        #expect(index.contains("Runs of other vectors"))
        #expect(index.contains("corpus sha256:000000000000"))
    }

    @Test func `a history has a page, and its days give releases their age`() async throws {
        let file = try await document("run.json", of: "good")
        let digest = try #require(
            String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
                .firstMatch(of: /"corpus":"(sha256:[0-9a-f]{64})"/)
        ).1
        try corpus.write(
            "documents/history.json",
            #"""
            {"schema":"jwt-assay/history/1","member":"python-small","library":"Small","source":"pypi:small",
             "suite":{"version":"0.2.0","corpus":"\#(digest)","started":"2026-01-01T00:00:00Z"},
             "releases":[{"version":"0.9","state":"unavailable","detail":"<no> compiler"},
              {"version":"1.0","released":"2020-01-31","state":"asked","failing":1}],
             "faults":[{"id":"signature/hmac/hs256/forged","check":"signature","verdict":"forgery","summary":"a <forged> one",
              "vectors":["hmac/hs256/forged"],"ranges":[{"lastAffected":"1.0"}]}]}
            """#
        )
        let ended = try await site()
        #expect(ended.code == 0, "\(ended.talk)")
        let index = corpus.read("site/index.html")
        #expect(index.contains("released 2020-01-31, "), "\(ended.talk)")
        let link = try #require(index.firstMatch(of: /href="(histories\/[0-9a-f]{24}\.html)"/)).1
        let page = corpus.read("site/\(link)")
        #expect(page.contains("a &lt;forged&gt; one"))
        #expect(page.contains("&lt;no&gt; compiler"))
        #expect(page.contains("still there"))
    }

    @Test func `a site is made again in its folder, and in no other that has something in it`() async throws {
        try await document("a.json", of: "good")
        try await document("b.json", of: "accepts-everything")
        #expect(try await site().code == 0)
        #expect(try pages().count == 3)
        try FileManager.default.removeItem(atPath: "\(folder)/b.json")
        try corpus.write("site/robots.txt", "mine")
        #expect(try await site().code == 0)
        #expect(try pages().count == 2)
        #expect(corpus.read("site/robots.txt") == "mine")
        let refused = try await CommandLine.assay(["site", folder, "--output", corpus.path, "--vectors", vectors])
        #expect(refused.code == 64)
        #expect(refused.talk.contains("isn't empty"))
    }

    @Test func `a site needs a document`() async throws {
        #expect(try await site().code == 4)
        let missing = try await CommandLine.assay(["site", "/no/such/folder", "--output", output, "--vectors", vectors])
        #expect(missing.code == 64)
        #expect(!FileManager.default.fileExists(atPath: output))
    }
}
