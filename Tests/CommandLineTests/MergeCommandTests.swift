import Foundation
import JWTConformance
import Testing

private let hasPyJWT = FileManager.default.isExecutableFile(
    atPath: CommandLine.root + ".environments/python-pyjwt/bin/python"
)

/// Runs that are divided, killed, run again and put together, by the commands that an engine calls.
@Suite(.timeLimit(.minutes(5))) struct MergeCommandTests {
    private let corpus: SmallCorpus
    private let source = ["--vectors", CorpusLocation.sourceDirectory]

    init() throws {
        corpus = try SmallCorpus()
    }

    private func path(_ number: Int) -> String { "\(corpus.path)/\(number).shard" }

    /// Runs a command in shards, and returns how each ended.
    private func shards(_ count: Int, _ command: [String]) async throws -> [Int] {
        var codes: [Int] = []
        for number in 1...count {
            let ended = try await CommandLine.assay(
                command + ["--shard", "\(number)/\(count)", "--format", "json", "--output", path(number)]
            )
            codes.append(ended.code)
        }
        return codes
    }

    private func merge(_ count: Int, _ arguments: String...) async throws -> Ended {
        try await CommandLine.assay(["merge"] + (1...count).map(path) + arguments)
    }

    private func timeless(_ text: String) -> String {
        // A signature by ECDSA is another each time.
        text.replacing(/"(seconds|started)":("[^"]*"|[-0-9.e]+)/, with: "")
            .replacing(/"outcome":"token","token":"[^"]*"/, with: "")
    }

    /// Whether what the shards make is what an undivided run makes, and ends in the same way.
    private func expectEqual(_ count: Int, _ command: [String], judging: [String] = []) async throws {
        let codes = try await shards(count, command)
        let whole = "\(corpus.path)/whole"
        let undivided = try await CommandLine.assay(command + judging + ["--format", "json", "--output", whole])
        let ended = try await CommandLine.assay(
            ["merge"] + (1...count).map(path) + judging + ["--output", "\(corpus.path)/merged"]
        )
        #expect(ended.code == undivided.code, "\(ended.talk)")
        #expect(codes.allSatisfy { $0 == (undivided.code == 3 ? 3 : 0) }, "\(codes)")
        #expect(timeless(corpus.read("merged")) == timeless(corpus.read("whole")))
        #expect(!corpus.read("whole").isEmpty)
    }

    @Test(arguments: ["good", "accepts-everything", "hostile", "crash", "absent"], [1, 3])
    func `merged shards of an adapter are the undivided run`(_ way: String, _ count: Int) async throws {
        try await expectEqual(count, ["run", CommandLine.adapter(way), "reference", "--vectors", corpus.path])
    }

    @Test func `merged shards of the reference are the undivided run`() async throws {
        try await expectEqual(3, ["run", "reference", "--select", "sequences", "--profile", "strict"] + source)
        try await expectEqual(2, ["sign", "reference", "--select", "sign/header"] + source)
    }

    @Test(.enabled(if: hasPyJWT, "scripts/setup makes the environment of PyJWT"))
    func `merged shards of PyJWT are judged by its baseline like the undivided run`() async throws {
        let command = ["run", "fleet:python-pyjwt", "--select", "header", "--select", "claims/times"] + source
        let baseline = CommandLine.root + "scripts/adapters/python-pyjwt/baseline.json"
        try await expectEqual(4, command, judging: ["--baseline", baseline] + source)
        let own = try await merge(4, "--fleet-baselines", "--vectors", source[1], "--output", "\(corpus.path)/own")
        #expect(timeless(corpus.read("own")) == timeless(corpus.read("merged")), "\(own.talk)")
    }

    @Test func `merged shards of interop are the undivided document`() async throws {
        let command = ["interop", "reference", CommandLine.adapter("signs-everything")] + source
        #expect(try await shards(3, command) == [0, 0, 0])
        let whole = "\(corpus.path)/whole"
        let undivided = try await CommandLine.assay(command + ["--format", "json", "--output", whole])
        let merged = try await merge(3, "--output", "\(corpus.path)/merged")
        #expect(merged.code == undivided.code, "\(merged.talk)")
        func tokenless(_ name: String) -> String {
            corpus.read(name).replacing(/"(token|started)" : "[^"]*"/, with: "")
        }
        #expect(tokenless("merged") == tokenless("whole"))
        #expect(tokenless("whole").contains("\"accepted\""))
    }

    @Test func `a finished shard isn't run again, and an unfinished one is`() async throws {
        let command = [
            "run", CommandLine.adapter("good"), "--vectors", corpus.path, "--shard", "1/1", "--format", "json",
            "--output",
            path(1), "--unless-finished",
        ]
        // A worker that was killed leaves no file, or an old one.
        for content in [nil, "", "{\"schema\":\"jwt-assay/run/1\"", corpus.read("hmac/small.json")] {
            if let content { try corpus.write("1.shard", content) }
            let ended = try await CommandLine.assay(command)
            #expect(ended.code == 0, "\(ended.talk)")
            #expect(!ended.talk.contains("nothing was asked"))
            #expect(corpus.read("1.shard").contains("\"complete\":true"))
        }
        let before = corpus.read("1.shard")
        let again = try await CommandLine.assay(command)
        #expect(again.code == 0)
        #expect(again.talk.contains("shard 1/1 is finished"))
        #expect(corpus.read("1.shard") == before)
        // Other questions, another profile, another implementation: none of these is in the file.
        for (other, extra) in [
            (command, ["--profile", "strict"]), (command, ["--select", "hmac/hs256"]), (command, ["reference"]),
        ] {
            let ended = try await CommandLine.assay(other + extra)
            #expect(!ended.talk.contains("nothing was asked"), "\(extra)")
            #expect(try await CommandLine.assay(command).talk.contains("nothing was asked") == false)
        }
    }

    /// An engine that believes a worker dead starts another.
    @Test func `two workers may write one shard`() async throws {
        let run = "\"$0\" run \"$adapter\" --vectors '\(corpus.path)' --shard 1/1 --format json --output '\(path(1))'"
        let ended = try await CommandLine.shell(
            "adapter=\"\(CommandLine.adapter("slow"))\"; \(run) & \(run) || exit; wait $!"
        )
        #expect(ended.code == 0, "\(ended.talk)")
        #expect(try await merge(1).code == 0)
        let left = try FileManager.default.contentsOfDirectory(atPath: corpus.path).filter { $0.hasSuffix(".partial") }
        #expect(left == [])
    }

    @Test func `what can't be merged is refused, with what to do`() async throws {
        _ = try await shards(2, ["run", "reference", "--vectors", corpus.path])
        let whole = "\(corpus.path)/whole"
        _ = try await CommandLine.assay([
            "run", "reference", "--vectors", corpus.path, "--format", "json", "--output", whole,
        ])
        for (arguments, words) in [
            ([path(1)], "shard 2/2 is missing"), ([path(1), path(2), path(2)], "twice"), ([whole], "isn't a shard"),
            ([path(1), whole], "isn't a shard"), ([path(1), "\(corpus.path)/hmac/small.json"], "different kinds"),
            ([path(1), "/no/such/file"], "can't be read"),
            ([path(1), path(2), "--output", path(2)], "name another file"),
        ] {
            let ended = try await CommandLine.assay(["merge"] + arguments)
            #expect(ended.code == 64, "\(arguments)")
            #expect(ended.talk.contains(words), "\(ended.talk)")
            #expect(ended.output.isEmpty)
        }
        let partial = try await merge(1, "--allow-missing", "--output", "\(corpus.path)/merged")
        #expect(partial.code == 3)
        #expect(corpus.read("merged").contains("shard 2/2 is missing"))
        for command in [["report", path(1)], ["compare", path(1), whole]] {
            let ended = try await CommandLine.assay(command)
            #expect(ended.code == 64)
            #expect(ended.talk.contains("jwt-assay merge"), "\(ended.talk)")
        }
    }

    @Test(arguments: [
        ["--shard", "0/2", "--format", "json"], ["--shard", "1/2"],
        ["--shard", "1/2", "--format", "json", "--max-fail", "1"],
        ["--shard", "1/2", "--format", "json", "--baseline", "b"], ["--unless-finished"],
        ["--shard", "1/2", "--format", "json", "--unless-finished"],
        ["--shard", "1/2", "--format", "json", "--write-baseline", "b"],
    ])
    func `options that don't go with a shard exit with 64`(_ options: [String]) async throws {
        let ended = try await CommandLine.assay(["run", "reference", "--vectors", corpus.path] + options)
        #expect(ended.code == 64)
        #expect(ended.output.isEmpty)
    }
}
