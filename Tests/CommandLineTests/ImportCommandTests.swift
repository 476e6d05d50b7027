import FoundationEssentials
import JWTConformance
import Testing

/// The importer, with made-up files of the layouts that it reads; no file of another suite is here.
@Suite struct ImportCommandTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "import-\(UUID())").path

    private func write(_ name: String, _ text: String) throws {
        let path = "\(folder)/\(name)"
        let parent = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    private var output: String { "\(folder)/output" }

    private func run(_ layout: String, _ options: String..., from source: String? = nil) async throws -> Ended {
        let environment: [String: String?] = ["HOME": folder]
        return try await CommandLine.assay(
            ["import", layout, source ?? "\(folder)/suite", "--output", output] + options,
            environment: environment
        )
    }

    private func vectors() async throws -> [JSONValue] {
        let ended = try await CommandLine.assay(["list", "--vectors", output, "--format", "json"])
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(ended.output.utf8))
        return value["vectors"]?.arrayValue ?? []
    }

    private static func keys() throws -> [String: JSONValue] {
        let content = try Data(contentsOf: URL(filePath: CorpusLocation.sourceDirectory + "/keys/corpus.json"))
        let records = try JSONDecoder().decode(JSONValue.self, from: content)["keys"]?.arrayValue ?? []
        var keys: [String: JSONValue] = [:]
        for record in records {
            guard let id = record["id"]?.stringValue, let key = record["verification"] else { continue }
            keys[id] = key
        }
        return keys
    }

    private static func json(_ value: JSONValue) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }

    private static let example = """
        {"title":"E","input":{"payload":"x","key":{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T"}},
         "signing":{},"output":{"compact":"eyJhbGciOiJIUzI1NiJ9.eA.AA"}}
        """

    @Test func `files of sub-folders are read, and two of the same name are two`() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try write("suite/jws/4_1.json", Self.example)
        try write("suite/other/4_1.json", Self.example)
        try write("suite/.git/4_1.json", Self.example)
        let ended = try await run("cookbook")
        #expect(ended.code == 0, "\(ended.talk)")
        let ids = try await vectors().compactMap { $0["id"]?.stringValue }
        #expect(ids == ["cookbook/jws-4-1/compact", "cookbook/other-4-1/compact"])
    }

    /// A suite's folder as a checkout may have it: what isn't a suite's file is named, and hinders nothing.
    @Test func `files of every kind and name are read or left out, and the vectors are loaded`() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let key = #"{"kty":"oct","alg":"HS256","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T"}"#
        let file = #"{"testGroups":[{"private":\#(key),"tests":[{"tcId":1,"jws":"a.b.c","result":"invalid"}]}]}"#
        let names = [
            "a-b", "a_b", "A-B", "a-b-2", "sub/x", "sub-x", "日本", "中国", "new\nline", "\u{1B}[31m", "::error::x", "ü",
        ]
        for name in names { try write("suite/\(name).json", file) }
        try write("suite/CAPITALS.JSON", file)
        let others: [(String, [UInt8])] = [
            ("empty", []), ("space", Array(" \n".utf8)), ("nul", Array(file.utf8) + [0]),
            ("behind", Array((file + "x").utf8)),
            ("latin1", Array(file.utf8.dropLast(30)) + [0xE9]), ("number", [UInt8(ascii: "1")]),
            ("half", Array(file.utf8.dropLast())),
            ("deep", Array(repeating: UInt8(ascii: "["), count: 100_000)),
            ("zeros", Array(repeating: 0, count: 1 << 20)),
        ]
        for (name, octets) in others { try Data(octets).write(to: URL(filePath: "\(folder)/suite/other-\(name).json")) }
        try FileManager.default.createDirectory(
            atPath: "\(folder)/suite/folder.json",
            withIntermediateDirectories: true
        )
        for (link, target) in [("loop", "."), ("nowhere.json", "/nonexistent"), ("link.json", "a-b.json")] {
            try FileManager.default.createSymbolicLink(atPath: "\(folder)/suite/\(link)", withDestinationPath: target)
        }
        let pipe = try await CommandLine.shell("mkfifo '\(folder)/suite/pipe.json'")
        #expect(pipe.code == 0)
        let ended = try await run("wycheproof", "--verbose")
        #expect(ended.code == 0, "\(ended.talk)")
        #expect(ended.talk.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0A }, "\(ended.talk)")
        #expect(ended.talk.split(separator: "\n").count >= others.count, "\(ended.talk)")
        for (name, _) in others { #expect(ended.talk.contains("other-\(name): "), "\(ended.talk)") }
        let ids = try await vectors().compactMap { $0["id"]?.stringValue }
        #expect(ids.count == names.count + 2)
        #expect(Set(ids).count == ids.count)
        // The same again: what was written is read neither as an input nor taken away.
        #expect(try await run("wycheproof", from: folder).code == 0)
    }

    @Test func `a file of a hundred thousand tests is imported`() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let key = #"{"kty":"oct","alg":"HS256","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T"}"#
        let tests = (1...100_000).map { #"{"tcId":\#($0),"jws":"a.b.c","result":"invalid"}"# }.joined(separator: ",")
        try write("suite/large.json", #"{"testGroups":[{"private":\#(key),"tests":[\#(tests)]}]}"#)
        let ended = try await run("wycheproof")
        #expect(ended.code == 0)
        #expect(ended.output.hasPrefix("100000 vectors, 0 tests and 0 files left out"), "\(ended.output)")
    }

    @Test func `what isn't imported takes a line for each reason, and all of it on request`() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let tests = (1...500).map { #"{"tcId":\#($0),"result":"valid"}"# }.joined(separator: ",")
        try write("suite/aead.json", #"{"testGroups":[{"tests":[\#(tests)]}]}"#)
        for number in 1...50 { try write("suite/other\(number).json", "{}") }
        let ended = try await run("wycheproof")
        #expect(ended.code == 4)
        #expect(ended.talk.split(separator: "\n").count == 2, "\(ended.talk)")
        #expect(ended.talk.contains("left out 500 tests: not a JWS test"))
        #expect(ended.output == "0 vectors, 500 tests and 50 files left out\n")
        #expect(try await run("wycheproof", "--verbose").talk.split(separator: "\n").count == 550)
    }

    @Test func `a folder's output has nothing of an earlier import, and nothing else is removed`() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try write("suite/a.json", Self.example)
        try write("suite/b.json", Self.example)
        try write(
            "output/cookbook/mine.json",
            #"{"schema":"jwt-assay/vectors/1","title":"Mine","flags":{},"groups":[]}"#
        )
        _ = try await run("cookbook")
        try FileManager.default.removeItem(atPath: "\(folder)/suite/b.json")
        // A single file is added to what is there.
        _ = try await run("cookbook", from: "\(folder)/suite/a.json")
        #expect(FileManager.default.fileExists(atPath: "\(output)/cookbook/b.json"))
        let ended = try await run("cookbook")
        #expect(ended.talk.contains("removed \(output)/cookbook/b.json"))
        let left = try FileManager.default.contentsOfDirectory(atPath: "\(output)/cookbook").sorted()
        #expect(left == ["a.json", "mine.json"])
    }

    @Test func `a key set pins what its keys name, a key what the token needs, and keys have their PEM`() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let keys = try Self.keys()
        let rsa = try #require(keys.first { $0.key.hasPrefix("keys/rsa") && $0.value["alg"] == nil }?.value)
        let ec = try #require(keys["keys/p256-a"])
        guard case .object(var named) = rsa else { return }
        named["alg"] = .string("RS256")
        let set = try Self.json(.object(["keys": .array([.object(named), ec])]))
        try write(
            "suite/some.json",
            """
            {"testGroups":[
             {"public":\(set),"tests":[{"tcId":1,"jws":"eyJhbGciOiJSUzI1NiJ9.e30.AA","result":"invalid"}]},
             {"public":\(try Self.json(rsa)),"tests":[
              {"tcId":2,"jws":"eyJhbGciOiJSUzI1NiJ9.e30.AA","result":"invalid"},
              {"tcId":3,"jws":"eyJhbGciOiJQUzM4NCJ9.e30.AA","result":"invalid"},
              {"tcId":4,"jws":"eyJhbGciOiJub25lIn0.e30.","result":"invalid"}]}]}
            """
        )
        #expect(try await run("wycheproof").code == 0)
        let policies = try await vectors().map { vector in
            "\(vector["id"]?.stringValue?.split(separator: "/").last ?? ""): \(vector["policy"]?["algorithms"] ?? .null)"
        }
        #expect(policies.count == 4)
        let names = [("tc-1", ["RS256", "ES256"]), ("tc-2", ["RS256"]), ("tc-3", ["PS384"]), ("tc-4", ["RS256"])]
        for (test, algorithms) in names {
            let json = JSONValue.array(algorithms.map(JSONValue.string))
            #expect(policies.contains("\(test): \(json)"), "\(policies)")
        }
        let file = try Data(contentsOf: URL(filePath: "\(output)/wycheproof/some.json"))
        let groups = try JSONDecoder().decode(JSONValue.self, from: file)["groups"]?.arrayValue ?? []
        // A group for each algorithm that is pinned.
        #expect(groups.count == 3)
        for group in groups.dropFirst() {
            #expect(group["key"]?["pem"]?.stringValue?.hasPrefix("-----BEGIN PUBLIC KEY-----") == true)
        }
    }

    @Test func `the errata that come with the suite hold for its files, unless they aren't wanted`() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let tests = [1, 2, 367].map { #"{"tcId":\#($0),"jws":"e30.e30.AA","result":"invalid"}"# }.joined(separator: ",")
        let key = #"{"kty":"oct","alg":"HS256","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T"}"#
        let file = #"{"testGroups":[{"private":\#(key),"tests":[\#(tests)]}]}"#
        try write("suite/json_web_signature_test.json", file)
        try write("suite/sub/other_test.json", file)
        func expected() async throws -> [String] {
            try await vectors().map {
                "\($0["id"]?.stringValue?.split(separator: "/").last ?? "") \($0["expect"]?.stringValue ?? "")"
            }
        }
        #expect(try await run("wycheproof").code == 0)
        #expect(
            try await expected() == [
                "tc-1 reject", "tc-2 reject", "tc-367 accept", "tc-1 reject", "tc-2 reject", "tc-367 reject",
            ]
        )
        #expect(try await run("wycheproof", "--without-errata").code == 0)
        #expect(try await expected().allSatisfy { $0.hasSuffix("reject") })
    }

    @Test func `an erratum helps the test that it's about, also one that would be left out, and must be about one`()
        async throws
    {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let key = #"{"kty":"oct","alg":"HS256","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T"}"#
        let tests = """
            {"tcId":1,"jws":"e30.e30.AA","result":"maybe"},{"tcId":2,"jws":"e30.!.AA","result":"valid"},
            {"tcId":3,"result":"valid"}
            """
        try write("suite/some_test.json", #"{"testGroups":[{"private":\#(key),"tests":[\#(tests)]}]}"#)
        func errata(_ entries: [(String, String)]) throws {
            let rows = entries.map { #"{"source":"some_test","test":"\#($0.0)","expect":"\#($0.1)","why":"w"}"# }
            try write("errata.json", #"{"schema":"jwt-assay/errata/1","entries":[\#(rows.joined(separator: ","))]}"#)
        }
        #expect(try await run("wycheproof").code == 4)
        try errata([("1", "either"), ("2", "reject"), ("3", "reject")])
        // The third is in the files, though it's about no JWS.
        let ended = try await run("wycheproof", "--errata", "\(folder)/errata.json")
        #expect(ended.code == 0, "\(ended.talk)")
        #expect(try await vectors().compactMap { $0["expect"]?.stringValue } == ["either", "reject"])
        try errata([("4", "reject")])
        let stale = try await run("wycheproof", "--errata", "\(folder)/errata.json")
        #expect(stale.code == 64)
        #expect(stale.talk.contains("test 4"))
    }
}
