import FoundationEssentials
import JWTConformance
import Testing

private let isSetUp = FileManager.default.isExecutableFile(atPath: CommandLine.checkPython)
private let hasPyJWT = FileManager.default.isExecutableFile(
    atPath: CommandLine.root + ".environments/python-pyjwt/bin/python"
)

/// What is written follows the schemas in `Vectors/schema`, by the word of a validator that isn't ours.
@Suite(.enabled(if: isSetUp, "scripts/setup makes the environment of the validator"), .timeLimit(.minutes(5)))
struct SchemaTests {
    /// What starts PyJWT's adapter, as a shell has it.
    private let pyJWT = ["builders/python/run", "python-pyjwt"].map { "\"\(CommandLine.root)scripts/adapters/\($0)\"" }
        .joined(separator: " ")
    private let corpus: SmallCorpus

    init() throws {
        corpus = try SmallCorpus()
    }

    @Test func `vector files follow their schema`() async throws {
        let ended = try await check("corpus", CorpusLocation.sourceDirectory)
        #expect(ended.code == 0, "\(ended.talk)")
    }

    /// Every kind of verdict and of disagreement that the test adapters bring about.
    @Test(arguments: ["good", "accepts-everything", "hostile", "crash", "absent"])
    func `run documents follow their schema`(_ way: String) async throws {
        let baseline = try corpus.write(
            "baseline.json",
            #"""
            {"schema":"jwt-assay/baseline/1","implementation":"Small","entries":[
             {"pattern":"hmac/hs256/f*","verdict":"bypass","reason":"no check","link":"https://example.com/1"},
             {"pattern":"hmac/none/","verdict":"skipped","feature":"algorithm:HS512","reason":"no HS512"}]}
            """#
        )
        try await expectFollows("baseline", baseline)
        for extra in [[], ["--baseline", baseline]] {
            for (format, schema) in [("json", ["run"]), ("ndjson", ["run-events", "--lines"])] {
                let file = "\(corpus.path)/run"
                _ = try await CommandLine.assay(
                    ["run", "--vectors", corpus.path, CommandLine.adapter(way), "--format", format, "--output", file]
                        + extra
                )
                _ = try await expectFollows(schema, file)
            }
        }
    }

    /// A whole run over PyJWT, with the conversation written down on its way.
    @Test(.enabled(if: hasPyJWT, "scripts/setup makes the environment of PyJWT"))
    func `the conversation with PyJWT follows its schemas`() async throws {
        let path = corpus.path
        _ = try await CommandLine.assay([
            "run", "--vectors", CorpusLocation.sourceDirectory, "reference",
            "exec:bash -c 'tee \"\(path)/requests.$$\" | \(pyJWT) | tee \"\(path)/replies.$$\"'", "--format",
            "json",
            "--output", "\(path)/run",
        ])
        try await expectFollows("run", "\(path)/run")
        let requests = try await expectFollows(["adapter-request", "--lines"], try whole("requests"))
        let replies = try await expectFollows(["adapter-reply", "--lines"], try whole("replies"))
        #expect(requests > 500)
        #expect(replies > 500)
    }

    /// Puts together what each process of the adapter wrote, but for a line that its end cut off.
    ///
    /// - Returns: the path of the whole.
    private func whole(_ name: String) throws -> String {
        let parts = try FileManager.default.contentsOfDirectory(atPath: corpus.path).filter { $0.hasPrefix("\(name).") }
        let lines = parts.sorted().flatMap {
            corpus.read($0).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        }
        return try corpus.write(name, lines.map { $0 + "\n" }.joined())
    }

    /// The operations that `jwt-assay run` doesn't use.
    @Test(.enabled(if: hasPyJWT, "scripts/setup makes the environment of PyJWT"))
    func `other operations follow their schemas`() async throws {
        let key =
            #"{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}"#
        let token = "eyJhbGciOiJIUzI1NiJ9.e30.bad"
        try corpus.write(
            "requests",
            #"""
            {"id":0,"op":"hello","protocol":1}
            {"id":1,"op":"sign","header":{"alg":"HS256"},"payload":"e30","key":\#(key)}
            {"id":2,"op":"bench","operation":"verify","content":"bytes","tokens":["\#(token)"],"key":\#(key),"policy":{"algorithms":["HS256"]},"iterations":1}
            {"id":3,"op":"an-operation-to-come","unknown":true}

            """#
        )
        let ended = try await CommandLine.shell("\(pyJWT) < '\(corpus.path)/requests' > '\(corpus.path)/replies'")
        #expect(ended.code == 0, "\(ended.talk)")
        #expect(try await expectFollows(["adapter-request", "--lines"], "\(corpus.path)/requests") == 4)
        #expect(try await expectFollows(["adapter-reply", "--lines"], "\(corpus.path)/replies") == 4)
    }

    /// An examination of PyJWT, with the conversation written down on its way.
    @Test(.enabled(if: hasPyJWT, "scripts/setup makes the environment of PyJWT"))
    func `doctor documents follow their schema`() async throws {
        let path = corpus.path
        let ended = try await CommandLine.assay([
            "doctor", "--vectors", CorpusLocation.sourceDirectory, "--format", "json",
            "exec:bash -c 'tee -a \"\(path)/requests\" | \(pyJWT) | tee -a \"\(path)/replies\"'",
        ])
        #expect(ended.code == 0, "\(ended.output)")
        try await expectFollows("doctor", try corpus.write("doctor", ended.output))
        #expect(try await expectFollows(["adapter-request", "--lines"], "\(path)/requests") > 100)
        #expect(try await expectFollows(["adapter-reply", "--lines"], "\(path)/replies") > 100)
    }

    /// Every kind of verdict and of disagreement that the test adapters bring about, with a baseline drawn up and bent.
    @Test func `sign runs follow their schema`() async throws {
        let vectors = ["--vectors", CorpusLocation.sourceDirectory]
        let signer = CommandLine.adapter("signs-everything")
        let baseline = "\(corpus.path)/sign-baseline"
        _ = try await CommandLine.assay(["sign", signer, "--write-baseline", baseline] + vectors)
        try await expectFollows("baseline", baseline)
        let bent = try corpus.write(
            "bent",
            corpus.read("sign-baseline").replacing("\"lenient\"", with: "\"unsafe\"")
                .replacing("\"feature\" : \"algorithm:ES256\"", with: "\"feature\" : \"algorithm:XS256\"")
        )
        for arguments in [
            ["reference", CommandLine.adapter("absent")], [signer, "--baseline", bent],
            [CommandLine.adapter("hostile")],
        ] {
            let file = "\(corpus.path)/sign-run"
            for (format, schema) in [("json", ["run"]), ("ndjson", ["run-events", "--lines"])] {
                _ = try await CommandLine.assay(["sign", "--format", format, "--output", file] + arguments + vectors)
                _ = try await expectFollows(schema, file)
            }
        }
    }

    @Test func `runs of clients that fetch keys follow their schema`() async throws {
        let file = "\(corpus.path)/keys"
        let ended = try await CommandLine.assay([
            "keys", "reference", "--select", "keys/cache/first-use", "--format", "json", "--output", file, "--quiet",
        ])
        #expect(ended.code == 0, "\(ended.talk)")
        try await expectFollows("key-run", file)
    }

    @Test func `interop documents follow their schema`() async throws {
        let file = "\(corpus.path)/interop"
        _ = try await CommandLine.assay([
            "interop", "reference", CommandLine.adapter("hostile"), CommandLine.adapter("crash"),
            CommandLine.adapter("absent"), "--vectors", CorpusLocation.sourceDirectory, "--format", "json", "--output",
            file,
        ])
        try await expectFollows("interop", file)
    }

    @Test func `shards and what is merged of them follow their schemas`() async throws {
        let vectors = ["--vectors", CorpusLocation.sourceDirectory]
        for (command, schema) in [
            (["run", "reference", "--select", "header/crit"], "run"), (["interop", "reference"], "interop"),
        ] {
            let files = [1, 2].map { "\(corpus.path)/\(schema)-\($0)" }
            for (number, file) in files.enumerated() {
                _ = try await CommandLine.assay(
                    command + vectors + ["--shard", "\(number + 1)/2", "--format", "json", "--output", file]
                )
                try await expectFollows(schema, file)
            }
            let merged = "\(corpus.path)/merged"
            #expect(try await CommandLine.assay(["merge", files[1], "--allow-missing", "--output", merged]).code == 3)
            try await expectFollows(schema, merged)
            #expect(try await CommandLine.assay(["merge", "--output", merged] + files).code == 0)
            try await expectFollows(schema, merged)
        }
    }

    /// What the commands say of the corpus itself.
    @Test(arguments: [
        ("coverage", ["coverage"]), ("attack-coverage", ["coverage", "--attacks"]), ("list", ["list"]),
    ])
    func `list and coverage documents follow their schemas`(_ schema: String, _ command: [String]) async throws {
        let ended = try await CommandLine.assay(
            command + ["--format", "json", "--vectors", CorpusLocation.sourceDirectory]
        )
        #expect(ended.code == 0, "\(ended.talk)")
        try await expectFollows(schema, corpus.write(schema, ended.output))
    }

    /// A small corpus leaves holes, and a proof of the whole takes a minute.
    @Test func `proof documents follow their schema`() async throws {
        let ended = try await CommandLine.assay(["prove", "--format", "json", "--vectors", corpus.path])
        #expect(ended.code == 1, "\(ended.talk)")
        try await expectFollows("proof", corpus.write("proof", ended.output))
    }

    /// With figures and without.
    @Test func `fleet comparisons follow their schema`() async throws {
        let ended = try await CommandLine.bench([
            "fleet", "--command", "/nonexistent/adapter", "--algorithms", "HS256,ES256", "--rounds", "3", "--slice",
            "1",
            "--tokens", "16", "--format", "json",
        ])
        #expect(ended.code == 0, "\(ended.talk)")
        try await expectFollows("bench-fleet", corpus.write("fleet", ended.output))
    }

    /// What the import takes.
    @Test(arguments: ["accept", "reject", "either"])
    func `errata follow their schema`(_ expect: String) async throws {
        let entry = #"{"source":"a","test":"1","expect":"\#(expect)","why":"x"}"#
        let errata = #"{"schema":"jwt-assay/errata/1","entries":[\#(entry)]}"#
        try await expectFollows("errata", corpus.write("errata", errata))
    }

    /// The adapters of the fleet: what each says of itself, and what it's known to get wrong.
    @Test(arguments: [
        ("adapter", "adapter-manifest"), ("baseline", "baseline"), ("keys-baseline", "key-baseline"),
    ])
    func `fleet lists follow their schema`(_ file: String, _ schema: String) async throws {
        let adapters = CommandLine.root + "scripts/adapters"
        // A baseline may be of one release: baseline@bookworm.json.
        let files = try FileManager.default.contentsOfDirectory(atPath: adapters).flatMap { member in
            let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(adapters)/\(member)")) ?? []
            return names.filter { $0 == "\(file).json" || $0.hasPrefix("\(file)@") }.map {
                "\(adapters)/\(member)/\($0)"
            }
        }
        #expect(files.count >= (file == "keys-baseline" ? 12 : 34))
        let checked = try await CommandLine.check(
            "check-schemas.py",
            [CorpusLocation.sourceDirectory + "/schema", schema] + files
        )
        #expect(checked.code == 0, "\(checked.talk)")
    }

    /// A document that several commands have filled, as far as they need nothing that may be missing here.
    @Test func `benchmark documents follow their schema`() async throws {
        let file = "\(corpus.path)/bench.json"
        for command in [
            "run --quick --ring 32 --algorithms HS256 --workers 1,2 --variants usual,bad-signature --mode both",
            "latency --algorithms HS256 --seconds 0.01 --loads 10", "size --algorithms ES256",
            "shares --algorithms HS256 --rounds 7",
        ] {
            let arguments = command.split(separator: " ").map(String.init)
            let ended = try await CommandLine.bench(arguments + ["--resume", file])
            #expect(ended.code == 0, "\(command): \(ended.talk)")
            try await expectFollows("bench", file)
        }
        // What has been measured isn't measured again.
        let before = try Data(contentsOf: URL(filePath: file))
        _ = try await CommandLine.bench(
            ["run", "--quick", "--ring", "32", "--algorithms", "HS256", "--workers", "1", "--resume", file]
        )
        #expect(try Data(contentsOf: URL(filePath: file)) == before)
        #expect(try await CommandLine.bench(["compare", file, file]).code == 0)
        for format in ["human", "markdown", "csv", "html", "json"] {
            let ended = try await CommandLine.bench(["report", file, "--format", format])
            #expect(ended.code == 0)
            #expect(ended.output.contains("HS256"))
        }
    }

    /// A schema that takes everything would prove nothing.
    @Test(arguments: [
        ("adapter-reply", #"{"id":1,"outcome":"accept"}"#), ("adapter-reply", #"{"id":1,"outcome":"maybe"}"#),
        ("adapter-reply", #"{"id":1}"#), ("adapter-reply", #"{"id":1,"outcome":"accept","payload":"a+b="}"#),
        ("adapter-reply", #"{"outcome":"reject"}"#), ("adapter-reply", #"{"id":"1","outcome":"reject"}"#),
        ("adapter-request", #"{"id":1,"op":"verify","content":"bytes","token":"a"}"#),
        ("adapter-request", #"{"id":1,"op":"verify","content":"bytes","policy":{"algorithms":["HS256"]}}"#),
        ("adapter-request", #"{"id":0,"op":"hello","protocol":2}"#),
        ("baseline", #"{"schema":"jwt-assay/baseline/1","entries":[{"pattern":"a","verdict":"bypass"}]}"#),
        ("baseline", #"{"schema":"jwt-assay/baseline/1","entries":[{"pattern":"a","verdict":"bad","reason":"b"}]}"#),
        ("baseline", #"{"schema":"jwt-assay/baseline/1","entries":[{"pattern":"a","verdict":"unsafe","reason":"b"}]}"#),
        (
            "baseline",
            #"{"schema":"jwt-assay/baseline/1","entries":[],"sign":[{"pattern":"a","verdict":"bypass","reason":"b"}]}"#
        ),
        ("sign-run", #"{"schema":"jwt-assay/sign-run/1","version":"1","corpus":"c","implementations":[]}"#),
        ("adapter-manifest", #"{"name":"a","language":"C","homepage":"","roster":"core","packages":[]}"#),
        ("adapter-manifest", #"{"name":"a","language":"C","homepage":"","roster":"core","packages":[],"run":[]}"#),
        ("key-run", #"{"schema":"jwt-assay/key-run/1","version":"1","started":"now","scenarios":[],"clients":[]}"#),
        ("key-baseline", #"{"schema":"jwt-assay/key-baseline/1","implementation":"a","entries":[{"steps":["a"]}]}"#),
        (
            "key-scenarios",
            #"{"schema":"jwt-assay/key-scenarios/1","title":"a","scenarios":[{"id":"keys/a/b","title":"a","loses":"b","refs":["c"],"steps":[]}]}"#
        ),
        (
            "adapter-manifest",
            #"{"name":"a","language":"C","homepage":"","roster":"core","packages":[],"run":["r"],"source":"gems:x"}"#
        ),
        (
            "history",
            #"{"schema":"jwt-assay/history/1","member":"a","library":"A","source":"pypi:a","suite":{"version":"1","corpus":"c","started":"s"},"releases":[{"version":"1","state":"perhaps"}],"faults":[]}"#
        ),
        ("interop", #"{"schema":"jwt-assay/interop/1","complete":true,"participants":[],"rows":[]}"#),
        (
            "history-part",
            #"{"schema":"jwt-assay/history-part/1","member":"a","library":"A","source":"pypi:a","suite":{"version":"1","corpus":"","started":"s"},"question":"q","versions":[],"releases":[],"vectors":[]}"#
        ),
        ("errata", #"{"schema":"jwt-assay/errata/1","entries":[{"source":"a","test":"1","expect":"no","why":"x"}]}"#),
        ("errata", #"{"schema":"jwt-assay/errata/1","entries":[{"source":"a","test":"1","expect":"accept"}]}"#),
        ("coverage", #"{"schema":"jwt-assay/coverage/1","requirements":[],"summaries":[],"unknown":{}}"#),
        ("attack-coverage", #"{"schema":"jwt-assay/attack-coverage/1","classes":[{"id":"a/b"}]}"#),
        ("list", #"{"schema":"jwt-assay/list/1","vectors":[{"id":"a"}],"signVectors":[]}"#),
        ("proof", #"{"schema":"jwt-assay/proof/1","vectors":-1}"#),
        ("bench-fleet", #"{"schema":"jwt-assay/bench-fleet/1","complete":true,"tokens":{},"rows":[]}"#),
        ("duet", #"{"schema":"jwt-assay/duet/1","complete":true,"old":"a","new":"b","unit":"seconds","rows":[]}"#),
        ("bench", #"{"schema":"jwt-assay/bench/2"}"#), ("bench", #"{"schema":"jwt-assay/bench/1"}"#),
        ("run", #"{"schema":"jwt-assay/run/1"}"#), ("run-events", #"{"event":"finished"}"#),
        ("run-events", #"{"event":"case","id":"a","verdict":"pass"}"#),
        (
            "attack-classes",
            #"{"schema":"jwt-assay/attack-classes/1","title":"a","classes":[{"id":"a/b","title":"c","sources":["RFC8725#3.2"]}]}"#
        ),
        ("retired", #"{"schema":"jwt-assay/retired/1","title":"a","retired":[{"id":"a"}]}"#),
    ])
    func `invalid documents are rejected`(_ schema: String, _ document: String) async throws {
        let ended = try await check(schema, corpus.write("wrong", document))
        #expect(ended.code == 1)
        #expect(!ended.talk.contains("Traceback"), "\(ended.talk)")
    }

    private func check(_ arguments: String...) async throws -> Ended {
        try await CommandLine.check("check-schemas.py", [CorpusLocation.sourceDirectory + "/schema"] + arguments)
    }

    private func expectFollows(_ schema: String, _ file: String) async throws {
        _ = try await expectFollows([schema], file)
    }

    /// - Returns: how many documents there are.
    private func expectFollows(_ schema: [String], _ file: String) async throws -> Int {
        let schemas = CorpusLocation.sourceDirectory + "/schema"
        let ended = try await CommandLine.check("check-schemas.py", [schemas] + schema + [file])
        #expect(ended.code == 0, "\(ended.talk)")
        return Int(ended.output.split(separator: "\n").first ?? "") ?? 0
    }
}
