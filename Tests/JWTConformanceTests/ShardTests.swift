import Foundation
import JWTConformance
import Testing

/// Work that is divided, and put together again.
@Suite struct ShardTests {
    @Test(arguments: [("1/1", 1, 1), ("3/8", 3, 8), ("08/08", 8, 8), ("1000000/1000000", 1_000_000, 1_000_000)])
    func `a shard is a number of a count`(_ text: String, _ number: Int, _ count: Int) throws {
        let shard = try #require(Shard(text))
        #expect((shard.number, shard.count) == (number, count))
    }

    @Test(arguments: [
        "", "/", "1", "1/", "/2", "0/2", "3/2", "1/0", "-1/2", "+1/2", "1/2/3", " 1/2", "1 /2", "1/1000001", "a/b",
        "١/٢",
        "1/99999999999999999999",
    ])
    func `anything else isn't a shard`(_ text: String) {
        #expect(Shard(text) == nil)
    }

    /// Computed with Python's hashlib: another machine, or a later version, must find the same.
    @Test(arguments: [
        ("a", 8, 3), ("header/crit/unknown", 8, 1), ("sequences/replay", 2, 2), ("", 8, 5),
        ("ünï/códe", 1_000_000, 855_958),
    ])
    func `the shard of a unit never changes`(_ unit: String, _ count: Int, _ number: Int) throws {
        for other in 1...min(count, 8) {
            #expect(try #require(Shard(other, of: count)).takes(unit) == (other == number))
        }
        #expect(try #require(Shard(number, of: count)).takes(unit))
    }

    @Test func `every vector of the corpus is in one shard, with the steps of its sequence`() throws {
        let vectors = try Corpus(directory: CorpusLocation.sourceDirectory).vectors
        let records = (1...8).compactMap { Shard($0, of: 8) }.map { ShardRecord($0, dividing: vectors.shardUnits) }
        #expect(records.flatMap(\.positions).sorted() == Array(vectors.indices))
        #expect(records.allSatisfy { $0.positions.count * 8 < vectors.count * 3 / 2 })
        let places = records.map { Set($0.part(of: vectors).compactMap(\.sequence)) }
        #expect(places.reduce(0) { $0 + $1.count } == places.reduce(Set()) { $0.union($1) }.count)
    }

    /// Deviations of every kind, keys that differ under one name, a sequence, an algorithm that is declared and isn't asked, a
    /// program that ends with a fault, one that can't be run.
    private static let vectors: [Vector] = {
        var vectors = (1...12).map {
            Vector.sample("plain/\($0)/bypass", expect: $0 % 3 == 0 ? .accept(payload: Octets(utf8: "p")) : .reject)
        }
        vectors += ["pass", "crash", "odd"].map { .sample("a/\($0)") }
        vectors += (1...6).map { number in
            Vector(
                id: "keys/\(number)/pass",
                summary: "a sample",
                question: Question(
                    content: .bytes,
                    token: .text("pass"),
                    key: .text("key \(number % 4)"),
                    policy: VerificationPolicy(algorithms: .only(["HS256"]))
                ),
                expectation: .reject,
                refs: ["RFC7515#4.1.11"]
            )
        }
        vectors.append(.sample("b/es256k/x", algorithms: .only(["ES256K"])))
        return vectors
    }()

    private static let verifiers: [(String, @Sendable () -> any Verifier)] = [
        ("one", { () -> any Verifier in FakeVerifier(capabilities: capabilities, answering: answer) }),
        ("two", { () -> any Verifier in FakeVerifier(name: "Two", answering: answer) }),
        ("gone", { () -> any Verifier in AbsentVerifier() }),
    ]
    private static let capabilities = Capabilities(
        algorithms: ["HS256", "ES256K"],
        keys: ["none", "text"],
        policy: ["algorithms"]
    )

    @Sendable private static func answer(_ token: String, _ time: Int) async throws(VerifierFault) -> Answer {
        switch token {
        case "bypass": return .accept(payload: Octets(utf8: "p"))
        case "crash": throw .crash("signal 6", standardError: "abort\n")
        case "x": return .unsupported(feature: "algorithm:ES256K")
        case "odd": return .error(detail: "KeyError")
        default: return .reject(reason: "signature", detail: nil)
        }
    }

    private static func run(
        _ shard: Shard? = nil,
        vectors: [Vector] = vectors,
        verifiers: [(String, @Sendable () -> any Verifier)] = verifiers
    ) async -> RunDocument {
        var options = Runner.Options()
        options.shard = shard
        return await Runner(options: options).run(
            vectors,
            verifiers: verifiers.map { NamedVerifier(label: $0.0, verifier: $0.1()) },
            description: RunDescription(
                version: "1",
                corpus: "c",
                started: "2026-01-01T00:00:\(10 + (shard?.number ?? 1))Z"
            )
        )
    }

    private static func shards(_ count: Int) async -> [(name: String, document: RunDocument)] {
        var documents: [(name: String, document: RunDocument)] = []
        for number in 1...count { documents.append(("\(number).json", await run(Shard(number, of: count)))) }
        return documents
    }

    /// The document as it's written, without what depends on the clock.
    private static func text(_ document: RunDocument) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let text = String(decoding: try encoder.encode(document), as: UTF8.self)
        return text.replacing(/"seconds":[-0-9.e]+/, with: "")
    }

    @Test(arguments: [1, 2, 3, 7, 40])
    func `merged shards are the undivided document`(_ count: Int) async throws {
        let shards = try ShardSet(await Self.shards(count).shuffled())
        let merged = try RunDocument(merging: shards)
        let undivided = await Self.run()
        let (mine, its) = (try Self.text(merged), try Self.text(undivided))
        let place = zip(mine.utf8, its.utf8).prefix { $0 == $1 }.count
        #expect(
            mine == its,
            "\(mine.utf8.dropFirst(max(0, place - 200)).prefix(400).map { String(UnicodeScalar($0)) }.joined())"
        )
        #expect(undivided.implementations[0].deviations.count > 5)
        #expect(undivided.keys.keys.contains { $0.hasSuffix("(2)") })
    }

    @Test func `what concerns the whole is judged after the merge`() async throws {
        let verifiers: [(String, @Sendable () -> any Verifier)] = [
            (
                "one",
                {
                    FakeVerifier(
                        capabilities: Capabilities(algorithms: ["HS256", "ES256K"], keys: ["none"], policy: []),
                        answering: Self.answer
                    ) as any Verifier
                }
            )
        ]
        let vectors = Self.vectors
        var documents: [(name: String, document: RunDocument)] = []
        for number in 1...4 {
            let document = await Self.run(Shard(number, of: 4), vectors: vectors, verifiers: verifiers)
            #expect(document.implementations[0].deviations.allSatisfy { $0.kind != .unasked })
            documents.append(("\(number)", document))
        }
        let merged = try RunDocument(merging: try ShardSet(documents))
        #expect(merged.implementations[0].hasAskedNothing)
    }

    @Test func `an incident of every shard is one incident`() async throws {
        let incident = try JSONDecoder().decode(
            ProgramIncident.self,
            from: Data(#"{"what":"it ended with status 1"}"#.utf8)
        )
        var documents = await Self.shards(3)
        for place in documents.indices {
            documents[place].document.implementations[0].incidents = [incident]
        }
        let merged = try RunDocument(merging: try ShardSet(documents)).implementations[0]
        #expect(merged.incidents == [incident])
        #expect(merged.deviations.count { $0.kind == .incident } == 1)
    }

    @Test func `with missing shards the merged run is incomplete and names them`() async throws {
        var documents = await Self.shards(4)
        documents.removeFirst()
        #expect(throws: ShardMergeError.missing([Shard("1/4")!])) { try ShardSet(documents) }
        let merged = try RunDocument(merging: try ShardSet(documents, allowsMissing: true))
        #expect(!merged.complete)
        #expect(merged.implementations.allSatisfy { $0.state == .interrupted && $0.detail == "shard 1/4 is missing" })
        #expect(merged.vectors.count == documents.reduce(0) { $0 + $1.document.vectors.count })
    }

    /// Each edits the JSON of the second of three shards.
    private static let edits: [(what: String, words: String, edit: @Sendable (inout [String: Any]) -> Void)] = [
        ("another corpus", "the corpus", { $0.set("d", at: "suite", "corpus") }),
        ("another suite", "the suite", { $0.set("2", at: "suite", "version") }),
        ("another profile", "the profile", { $0["profile"] = "strict" }),
        ("another count", "shard 2/9", { $0.set(9, at: "shard", "of") }),
        ("another selection", "another selection", { $0.set("sha256:00", at: "shard", "selection") }),
        ("another total", "another selection", { $0.set(1000, at: "shard", "total") }),
        ("another number", "doesn't belong", { $0.set(1, at: "shard", "number") }),
        ("an impossible number", "isn't a shard", { $0.set(4, at: "shard", "number") }),
        ("no shard", "isn't a shard", { $0["shard"] = nil }),
        ("an interrupted run", "is incomplete", { $0["complete"] = false }),
        ("a place too few", "the places of", { $0.change(at: "shard", "positions") { $0.removeLast() } }),
        ("a place twice", "in order", { $0.change(at: "shard", "positions") { $0[1] = $0[0] } }),
        ("a place below 0", "in order", { $0.change(at: "shard", "positions") { $0[0] = -1 } }),
        ("a place beyond the end", "in order", { $0.change(at: "shard", "positions") { $0[$0.count - 1] = 22 } }),
        ("another label", "the implementations", { $0.implementation { $0["label"] = "other" } }),
        ("a case too few", "other cases", { $0.implementation { $0["cases"] = [Any]() } }),
        ("another version", "Fake 2.0", { $0.profile { $0["version"] = "2.0" } }),
        ("another name", "the implementation", { $0.profile { $0["name"] = "Other" } }),
        ("another language", "on Rust", { $0.profile { $0["language"] = "Rust" } }),
        ("another runtime", "on CPython 9", { $0.profile { $0["runtime"] = "CPython 9" } }),
        ("other capabilities", "other capabilities", { $0.profile { $0["capabilities"] = nil } }),
        (
            "another key", "another key",
            { document in
                var keys = document["keys"] as? [String: [String: Any]] ?? [:]
                for name in keys.keys { keys[name]?["text"] = "stolen" }
                document["keys"] = keys
            }
        ),
        (
            "a renamed vector", "doesn't belong",
            { document in
                var vectors = document["vectors"] as? [[String: Any]] ?? []
                vectors[0]["id"] = "not/there"
                document["vectors"] = vectors
            }
        ),
    ]

    @Test(arguments: edits.map(\.what))
    func `shards that don't belong together are refused`(_ what: String) async throws {
        let (_, words, edit) = try #require(Self.edits.first { $0.what == what })
        var documents = await Self.shards(3)
        var object = try #require(
            JSONSerialization.jsonObject(with: try JSONEncoder().encode(documents[1].document)) as? [String: Any]
        )
        edit(&object)
        documents[1].document = try JSONDecoder().decode(
            RunDocument.self,
            from: JSONSerialization.data(withJSONObject: object)
        )
        let error = #expect(throws: ShardMergeError.self) { try RunDocument(merging: try ShardSet(documents)) }
        #expect(error.map { "\($0)" }?.contains(words) == true, "\(String(describing: error))")
        #expect(error.map { "\($0)" }?.contains("2.json") == true, "\(String(describing: error))")
    }

    @Test func `a shard that is there twice is refused, and so is nothing`() async {
        let documents = await Self.shards(2)
        #expect(throws: ShardMergeError.twice(Shard("2/2")!, "2.json", "again")) {
            try ShardSet(documents + [("again", documents[1].document)])
        }
        #expect(throws: ShardMergeError.nothing) { try ShardSet([(name: String, document: RunDocument)]()) }
    }
}

extension [String: Any] {
    fileprivate mutating func set(_ value: Any, at outer: String, _ inner: String) {
        var object = self[outer] as? [String: Any] ?? [:]
        object[inner] = value
        self[outer] = object
    }

    fileprivate mutating func change(at outer: String, _ inner: String, _ change: (inout [Int]) -> Void) {
        var list = (self[outer] as? [String: Any])?[inner] as? [Int] ?? []
        change(&list)
        set(list, at: outer, inner)
    }

    fileprivate mutating func implementation(_ change: (inout [String: Any]) -> Void) {
        var runs = self["implementations"] as? [[String: Any]] ?? []
        change(&runs[0])
        self["implementations"] = runs
    }

    fileprivate mutating func profile(_ change: (inout [String: Any]) -> Void) {
        implementation { run in
            var profile = run["implementation"] as? [String: Any] ?? [:]
            change(&profile)
            run["implementation"] = profile
        }
    }
}
