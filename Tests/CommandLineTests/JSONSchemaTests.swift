import Doctor
import FoundationEssentials
import JWTConformance
import Testing

private let isSetUp = FileManager.default.isExecutableFile(atPath: CommandLine.checkPython)

/// Our own evaluation of the schemas, held against a validator that isn't ours.
@Suite(.timeLimit(.minutes(5)))
struct JSONSchemaTests {
    private static let kinds = [
        "adapter-manifest", "adapter-reply", "adapter-request", "baseline", "controls", "doctor", "history",
        "history-part", "hunt", "interop", "keys",
        "requirements", "retired", "run", "run-events", "sign-run", "sign-vectors", "vectors",
    ]

    private func problems(_ schema: String, _ document: String) throws -> [String] {
        let schema = try JSONSchema("s", among: ["s": try value(schema)])
        return schema.problems(of: try value(document)).map(\.description)
    }

    private func value(_ text: String) throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    }

    @Test(arguments: kinds)
    func `the schemas use only known keywords`(_ kind: String) throws {
        _ = try JSONSchema("\(kind).schema.json", among: SchemaFiles.documents())
    }

    @Test(arguments: [
        #"{"format":"uri"}"#, #"{"properties":{"a":{"maxLength":1}}}"#, ##"{"$ref":"#/$defs/none"}"##,
        ##"{"$ref":"t#"}"##,
        #"{"type":"text"}"#, #"{"minItems":-1}"#, #"{"required":[1]}"#, #"{"pattern":"("}"#, #"{"not":1}"#, "[]",
    ])
    func whatIsNotKnownIsAnError(_ schema: String) throws {
        let schema = try value(schema)
        #expect(throws: JSONSchema.Unusable.self) { try JSONSchema("s", among: ["s": schema]) }
    }

    @Test func `problems name the place and the rule`() throws {
        #expect(
            try problems(#"{"properties":{"a":{"items":{"type":"string"}}}}"#, #"{"a":["x",1]}"#)
                == ["a[1]: must be of type string"]
        )
        #expect(try problems(#"{"pattern":"^a$"}"#, #""a\n""#) == ["must match ^a$"])
        #expect(try problems(#"{"minLength":2}"#, #""é""#) == ["must have 2 characters or more"])
        #expect(try problems(#"{"type":"integer"}"#, "1.0") == [])
    }

    @Test(arguments: [
        (#"{"id":1,"outcome":"accept"}"#, "must have the member payload"),
        (#"{"id":1,"outcome":"accept","payload":"a+b="}"#, "payload: must match ^[A-Za-z0-9_-]*$"),
        (#"{"id":1,"outcome":"error"}"#, "must have the member detail"),
        (
            #"{"id":1,"outcome":"maybe"}"#,
            #"outcome: must be "accept", or must be "reject", or must be "unsupported", or must be "error", or must be "ok""#
        ),
        (
            #"{"id":0,"protocol":1,"implementation":{"name":"a","version":"1"}}"#,
            "implementation: must have the member language"
        ),
        (#"{"outcome":"reject"}"#, "must have the member id"),
    ])
    func `the nearest form of a reply is named`(_ reply: String, _ problem: String) throws {
        let schema = try JSONSchema("adapter-reply.schema.json", among: SchemaFiles.documents())
        #expect(schema.problems(of: try value(reply)).map(\.description) == [problem])
    }

    /// One verdict of the other validator.
    private struct Judgement: Decodable {
        let schema: String
        let document: JSONValue
        let isValid: Bool
    }

    /// Documents of every kind as they are and with something changed.
    @Test(.enabled(if: isSetUp, "scripts/setup makes the environment of the validator"))
    func `another validator agrees`() async throws {
        let corpus = try SmallCorpus()
        let files = try await documents(in: corpus)
        let verdicts = "\(corpus.path)/verdicts"
        let schemas = CorpusLocation.sourceDirectory + "/schema"
        let ended = try await CommandLine.check("judge-schemas.py", [schemas, verdicts] + files)
        #expect(ended.code == 0, "\(ended.talk)")
        let ours = try Dictionary(
            uniqueKeysWithValues: Self.kinds.map { kind in
                (kind, try JSONSchema("\(kind).schema.json", among: SchemaFiles.documents()))
            }
        )
        var counts: [String: (valid: Int, invalid: Int)] = [:]
        let lines = try #require(FileManager.default.contents(atPath: verdicts)).split(separator: UInt8(ascii: "\n"))
        for line in lines {
            let judgement = try JSONDecoder().decode(Judgement.self, from: line)
            let problems = try #require(ours[judgement.schema]).problems(of: judgement.document)
            let words = "\(judgement.schema): \(problems), \(String(decoding: line.prefix(2000), as: UTF8.self))"
            #expect(problems.isEmpty == judgement.isValid, "\(words)")
            if judgement.isValid {
                counts[judgement.schema, default: (0, 0)].valid += 1
            } else {
                counts[judgement.schema, default: (0, 0)].invalid += 1
            }
        }
        // What histories are made of comes from registries; `SchemaTests` has some.
        for kind in Self.kinds where !kind.hasPrefix("history") {
            let (valid, invalid) = counts[kind] ?? (0, 0)
            #expect(valid > 0 && invalid > 10, "\(kind): \(valid) valid, \(invalid) not")
        }
    }

    /// A run of signers as version 0.2 wrote it.
    private static let signRun = #"""
        {"schema":"jwt-assay/sign-run/1","version":"0.2.0","corpus":"c","started":"2026-01-01T00:00:00Z","complete":true,
         "implementations":[{"label":"exec:a","implementation":{"name":"Fake","version":"1","language":"C"},
         "state":"complete","seconds":0.5,"counts":{"pass":1,"wrong-token":1},
         "must":{"passed":1,"of":2,"skipped":0},
         "disagreements":[{"kind":"unexpected","id":"sign/a/c","verdict":"wrong-token"}],
         "cases":[
          {"id":"sign/a/b","summary":"one","expect":"produce","level":"must","refs":["RFC7515#4.1.1-1"],"verdict":"pass",
           "outcome":"token","token":"a.b.c","tokenLength":5,"repeated":true,"seconds":0.1},
          {"id":"sign/a/c","summary":"two","expect":"produce","level":"must","refs":["RFC7515#5.1-1"],
           "verdict":"wrong-token","defects":["header"],"outcome":"token","detail":"not as asked: header","token":"d",
           "tokenLength":1,"seconds":0.1}]}]}
        """#

    /// Documents of every kind: those of the corpus that aren't too large, and what the commands write.
    private func documents(in corpus: SmallCorpus) async throws -> [String] {
        let source = CorpusLocation.sourceDirectory
        var files: [String] = []
        func take(_ kind: String, _ content: String) throws { files.append(try corpus.write(kind, content)) }
        func copy(_ kind: String, _ path: String) throws {
            let content = try #require(FileManager.default.contents(atPath: "\(source)/\(path)"))
            try take(kind, String(decoding: content, as: UTF8.self))
        }
        for (kind, path) in [
            ("controls.json", "controls.json"), ("retired.json", "retired.json"), ("keys.json", "keys/corpus.json"),
            ("requirements.json", "requirements.json"), ("sign-vectors.json", "sign/algorithms.json"),
            ("vectors.json", "serialization/payload.json"), ("vectors.2.json", "sequences/revocation.json"),
            ("vectors.3.json", "claims/clock.json"),
            ("adapter-manifest.json", "../scripts/adapters/go-golang-jwt/adapter.json"),
        ] {
            try copy(kind, path)
        }
        try take("adapter-request.lines", Self.requests)
        try take("sign-run.json", Self.signRun)
        try take("adapter-reply.lines", Self.replies)
        let baseline = try corpus.write(
            "baseline.json",
            #"""
            {"schema":"jwt-assay/baseline/1","implementation":"Small","entries":[
             {"pattern":"hmac/hs256/f*","verdict":"bypass","reason":"no check","link":"https://example.com/1"},
             {"pattern":"hmac/none/","verdict":"skipped","feature":"algorithm:HS512","reason":"no HS512"}]}
            """#
        )
        files.append(baseline)
        let adapter = CommandLine.adapter("hostile")
        let own = ["--vectors", corpus.path]
        for (kind, arguments) in [
            ("run.json", ["run", adapter, CommandLine.adapter("absent"), "--format", "json"] + own),
            ("run-events.lines", ["run", adapter, "--baseline", baseline, "--format", "ndjson"] + own),
            (
                "run.2.json",
                ["sign", "reference", CommandLine.adapter("signs-everything"), "--format", "json", "--select", "sign"]
            ),
            ("doctor.json", ["doctor", "--format", "json"] + own + ["--", adapter]),
            ("hunt.json", ["hunt", "reference", "--tokens", "200", "--format", "json"]),
            ("interop.json", ["interop", adapter, CommandLine.adapter("absent"), "--format", "json"]),
        ] {
            let ended = try await CommandLine.assay(arguments)
            #expect(!ended.output.isEmpty, "\(kind): \(ended.talk)")
            try take(kind, ended.output)
        }
        return files
    }

    private static let requests = #"""
        {"id":0,"op":"hello","protocol":1}
        {"id":1,"op":"verify","content":"claims","token":"a.b.c","key":{"kty":"oct"},"pem":"x","policy":{"algorithms":["HS256"],"now":1,"nowMilliseconds":1,"leeway":0,"issuer":"a","issuers":["a"],"issuerKeys":[{"issuer":"a","keys":[0]}],"audience":"b","audiences":["b"],"subject":"c","type":"d","requiredClaims":["e"],"expectedClaims":{"f":"g"},"understoodCritical":["h"],"maximumAge":1,"maximumLifetime":1,"revokedTokenIDs":["i"],"seenTokenIDs":["j"],"singleUse":true},"sequence":"s"}
        {"id":2,"op":"verify","content":"bytes","tokenOctets":"_w","keyText":"k","policy":{"algorithms":"default"},"detachedPayload":"e30"}
        {"id":3,"op":"sign","header":{"alg":"HS256"},"payload":"e30","key":{}}
        {"id":4,"op":"bench","operation":"verify","content":"bytes","tokens":["a"],"keyOctets":"_w","policy":{"algorithms":["HS256"]},"iterations":1}
        {"id":5,"op":"an-operation-to-come","unknown":true}
        """#

    private static let replies = #"""
        {"id":0,"protocol":1,"implementation":{"name":"a","version":"1","language":"b","runtime":"c","homepage":"d"},"capabilities":{"operations":["verify"],"algorithms":["HS256"],"serializations":["compact"],"keys":["jwk"],"contents":["claims"],"policy":["algorithms"],"clock":"injected","sequences":false}}
        {"id":1,"outcome":"accept","payload":"e30"}
        {"id":2,"outcome":"reject","reason":"signature","detail":"no"}
        {"id":3,"outcome":"unsupported","feature":"algorithm:HS512"}
        {"id":4,"outcome":"error","detail":"KeyError"}
        {"id":5,"outcome":"ok","token":"a.b.c"}
        {"id":6,"outcome":"ok","iterations":4,"elapsedNanoseconds":17}
        """#
}

/// The schemas as they lie in the source tree.
enum SchemaFiles {
    static func documents() throws -> [String: JSONValue] {
        try JSONSchema.documents(in: CorpusLocation.sourceDirectory + "/schema")
    }
}
