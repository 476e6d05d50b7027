import FoundationEssentials
import JWTConformance
import Testing

@Suite struct OtherCommandTests {
    private let corpus: SmallCorpus

    init() throws {
        corpus = try SmallCorpus()
    }

    @Test func `the list is text or JSON`() async throws {
        let text = try await CommandLine.assay([
            "list", "--vectors", corpus.path, "--select", "hmac/hs256", "--skip", "*/short",
        ])
        #expect(
            text.output == """
                hmac/hs256/valid   accept  must    a valid token
                hmac/hs256/forged  reject  must    a forged one

                """
        )
        let json = try await CommandLine.assay(["list", "--vectors", corpus.path, "--format", "json"])
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(json.output.utf8))
        #expect(value["vectors"]?.arrayValue?.count == 4)
    }

    @Test func `a vector is explained and its reproduction works`() async throws {
        let adapter = CommandLine.adapter("accepts-everything")
        let ended = try await CommandLine.assay(["explain", "hmac/hs256/forged", adapter, "--vectors", corpus.path])
        #expect(ended.code == 0)
        for words in ["rfc7515#section-5.2", #"{"alg":"HS256"}"#, "Small 1.0  BYPASS"] {
            #expect(ended.output.contains(words), "\(words) in\n\(ended.output)")
        }
        let line = try #require(ended.output.split(separator: "\n").last { $0.contains("jwt-assay run") })
        let command = try #require(line.firstRange(of: "jwt-assay "))
        let again = try await CommandLine.shell("\"$0\" \(line[command.upperBound...])")
        #expect(again.code == 1)
        #expect(again.output.contains("1 vector,"))
    }

    @Test func `sign vectors go to verifiers that sign`() async throws {
        let vectors = ["--vectors", CorpusLocation.sourceDirectory]
        let good = try await CommandLine.assay(["sign", "reference", "--select", "sign/header/alg"] + vectors)
        #expect(good.code == 0, "\(good.talk)")
        #expect(good.output.contains("sign vectors, "))
        let mute = CommandLine.adapter("good")
        for (arguments, code) in [
            ([mute, "--select", "sign/header/alg"], 4), (["reference", "--select", "sign/nothing"], 4),
            ([CommandLine.adapter("absent")], 3), (["reference", "--vectors", "/nowhere"], 64),
        ] {
            let ended = try await CommandLine.assay(["sign"] + arguments + (code == 64 ? [] : vectors))
            #expect(ended.code == code, "\(arguments): \(ended.talk)")
        }
    }

    @Test func `controls are planned line by line and judged by their runs`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "controls-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let file = "\(folder)/controls.json"
        let definition = """
            {"schema":"jwt-assay/controls/1","controls":[{"id":"C-1","summary":"s","source":"s","library":"Small",\
            "adapter":"small","vulnerable":{"version":"1.0","requirements":["a==1.0","b"]},\
            "fixed":{"version":"1.1","requirements":["a==1.1"]},"refs":[],\
            "signs":[{"vector":"hmac/hs256/forged","verdict":"bypass"}],"accepted":["hmac/hs256/valid"]}]}
            """
        try Data(definition.utf8).write(to: URL(filePath: file))
        let plan = try await CommandLine.assay(["controls", "plan", "--controls", file])
        #expect(plan.code == 0)
        #expect(
            plan.output == """
                C-1\tvulnerable\tSmall\t1.0\tsmall\ta==1.0 b\thmac/hs256/forged hmac/hs256/valid
                C-1\tfixed\tSmall\t1.1\tsmall\ta==1.1\thmac/hs256/forged hmac/hs256/valid

                """
        )
        let judged = try await CommandLine.assay(["controls", "judge", "--controls", file, "--runs", folder])
        #expect(judged.code == 1)
        #expect(judged.output.contains("1.0: there is no run of it"))
        let unknown = try await CommandLine.assay(["controls", "plan", "C-2", "--controls", file])
        #expect(unknown.code == 4)
    }

    @Test func `vectors without proofs are reported as holes`() async throws {
        let ended = try await CommandLine.assay(["prove", "--vectors", corpus.path])
        #expect(ended.code == 1)
        for words in [
            "not proved: hmac/hs256/forged: targets is missing", "hole: no vector proves or notices claims.exp",
        ] {
            #expect(ended.output.contains(words), "\(words) in\n\(ended.output)")
        }
        let json = try await CommandLine.assay(["prove", "--vectors", corpus.path, "--format", "json"])
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(json.output.utf8))
        #expect(value["schema"]?.stringValue == "jwt-assay/proof/1")
    }

    @Test func `the corpus is found through the environment`() async throws {
        let ended = try await CommandLine.assay(["list"], environment: ["JWT_ASSAY_VECTORS": corpus.path])
        #expect(ended.output.contains("hmac/hs512/valid"))
    }

    @Test func `the doctor says what to change`() async throws {
        let options = ["doctor", "--vectors", corpus.path]
        let good = try await CommandLine.assay(options + [CommandLine.adapter("good")])
        #expect(good.code == 0, "\(good.output)\(good.talk)")
        for words in ["Small 1.0  (Python)\n  ok  ", "skip    it signs exactly what was requested", "nothing to fix, "]
        {
            #expect(good.output.contains(words), "\(words) in\n\(good.output)")
        }
        let program = CommandLine.testProgram("adapter.py")
        let bad = try await CommandLine.assay(options + ["--", "python3", program, "accepts-everything"])
        #expect(bad.code == 1)
        #expect(bad.output.contains("  FIX     odd tokens") && bad.output.contains("\n    change  "))
        for (arguments, code) in [
            (["--", "python3", program, "absent"], 3), (["/nowhere/adapter"], 3), (["reference"], 64), ([], 64),
            (["exec:'"], 64),
        ] {
            let ended = try await CommandLine.assay(options + arguments)
            #expect(ended.code == code, "\(arguments): \(ended.talk)")
        }
    }

    @Test func `smoke tries every declared algorithm`() async throws {
        let good = try await CommandLine.assay(["smoke", CommandLine.adapter("good"), "--vectors", corpus.path])
        #expect(good.code == 0)
        #expect(
            good.output == """
                Small 1.0  (Python)
                  HS256  accept  pass  hmac/hs256/valid
                  HS256  reject  pass  hmac/hs256/forged

                """
        )
        let bad = try await CommandLine.assay(["smoke", CommandLine.adapter("crash"), "--vectors", corpus.path])
        #expect(bad.code == 1)
        #expect(bad.output.contains("HS256  reject  CRASH"))
    }

    @Test func `jwt-bench session says where it went`() async throws {
        let ended = try await CommandLine.bench(["session", "--redis", "127.0.0.1:6379", "--format", "html"])
        #expect(ended.code == 64)
        #expect(ended.talk.contains("scripts/session-bench"))
    }

    @Test(arguments: [("--help", 0), ("--bogus", 64), ("/nonexistent", 64)])
    func `scripts/cross-check takes no option for a folder`(_ argument: String, _ code: Int) async throws {
        let ended = try await CommandLine.script("scripts/cross-check", [argument], in: "/")
        #expect(ended.code == code)
        #expect((code == 0 ? ended.output : ended.talk).contains("usage: scripts/cross-check"))
    }
}
