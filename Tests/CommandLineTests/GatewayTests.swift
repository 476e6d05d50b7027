import FoundationEssentials
import JWTConformance
import Testing

/// Gateways are asked over HTTP, and whatever they do instead of an answer gets the verdict that it is.
@Suite struct GatewayTests {
    private let corpus: SmallCorpus

    init() throws {
        corpus = try SmallCorpus(timeLimit: 3)
    }

    /// A small gateway with these manners behind the adapter, as a verifier.
    private static func gateway(_ manner: String, _ members: [String] = []) -> String {
        let words = [CommandLine.testProgram("gateway.py"), manner] + members
        return "exec:python3 " + words.map { "'\($0)'" }.joined(separator: " ")
    }

    private func run(_ manner: String, _ members: [String] = []) async throws -> (ended: Ended, verdicts: [String]) {
        let ended = try await CommandLine.assay([
            "run", "--vectors", corpus.path, Self.gateway(manner, members), "--format", "json",
        ])
        guard let document = try? JSONDecoder().decode(RunDocument.self, from: Data(ended.output.utf8)) else {
            return (ended, [])
        }
        return (ended, document.implementations[0].cases.map(\.verdict.rawValue))
    }

    /// What becomes of a good token, a bad one, another bad one, and one under an algorithm that no route has.
    private static let manners: [(String, String)] = [
        ("good", "pass pass pass skipped"), ("lets-in", "pass bypass bypass skipped"),
        ("500", "pass unclean pass skipped"), ("not-found", "pass unclean pass skipped"),
        ("redirects", "pass unclean pass skipped"), ("too-large", "pass pass pass skipped"),
        ("closes", "pass unclean pass skipped"), ("garbage", "pass unclean pass skipped"),
        ("half", "pass unclean pass skipped"), ("hangs", "pass hang pass skipped"),
        ("goes", "pass crash pass skipped"), ("slow", "pass pass pass skipped"),
        ("closes-between", "pass pass pass skipped"), ("early-hints", "pass pass pass skipped"),
        ("twice", "pass crash pass skipped"), ("late-5", "pass crash pass skipped"),
        ("late-50", "pass crash pass skipped"),
        ("late-200", "pass crash pass skipped"),
    ]

    @Test(arguments: manners)
    func `the gateway's status decides the verdict`(_ manner: String, _ verdicts: String) async throws {
        let (ended, came) = try await run(manner)
        #expect(came.joined(separator: " ") == verdicts, "\(ended.talk)")
    }

    @Test(arguments: [
        ("good", #"{"accept":[200],"refuse":["4xx"]}"#), ("redirects", #"{"refuse":[302,401]}"#),
        ("500", #"{"refuse":[401,"5xx"]}"#), ("wants-a-host", #"{"headers":{"Host":"api.example"}}"#),
        ("cookie", #"{"token":{"cookie":"session"}}"#), ("query", #"{"token":{"query":"token"}}"#),
        ("header", #"{"token":{"header":"X-Token"}}"#),
        ("shows", #"{"payload":{"header":"X-Payload","encoding":"base64url"}}"#),
        ("shows-in-body", #"{"payload":{}}"#), ("good", #"{"method":"POST"}"#), ("tls", #"{"caFile":"ca.pem"}"#),
    ])
    func `the description says how it is asked`(_ manner: String, _ members: String) async throws {
        let (ended, came) = try await run(manner, [members])
        #expect(came == ["pass", "pass", "pass", "skipped"], "\(ended.talk)")
    }

    /// The payload that comes through the gateway is held against the one that was signed.
    @Test func `a wrong payload is noticed`() async throws {
        let payload = #"{"payload":{"header":"X-Payload","encoding":"base64url"}}"#
        #expect(try await run("shows-another", [payload]).verdicts == ["wrong-payload", "pass", "pass", "skipped"])
        #expect(try await run("good", [payload]).verdicts == ["error", "pass", "pass", "skipped"])
    }

    /// A gateway that isn't what it's said to be isn't asked.
    @Test(arguments: [
        ("tls", "{}", "CERTIFICATE_VERIFY_FAILED"), ("good", #"{"url":"http://127.0.0.1:1"}"#, "nothing answers at"),
        ("good", #"{"url":"http://no-such-host.invalid"}"#, "nothing answers at http://no-such-host.invalid"),
        ("good", #"{"url":"http://a..b"}"#, "nothing answers at http://a..b"),
    ])
    func `a gateway that cannot be reached is 3`(_ manner: String, _ members: String, _ words: String) async throws {
        let (ended, _) = try await run(manner, [members])
        #expect(ended.code == 3)
        #expect(ended.talk.contains(words), "\(ended.talk)")
    }

    /// What's wrong with a description is said with its place.
    @Test(arguments: [
        (#"{"schema":"jwt-assay/gateway/2"}"#, "schema has to be jwt-assay/gateway/1"),
        (#"{"gateway":{"name":"Small"}}"#, "gateway.version has to be there"),
        (#"{"gateway":[]}"#, "gateway has to be an object"), (#"{"routes":[]}"#, "routes has to be there"),
        (#"{"route":[]}"#, "route isn't a member there; known: accept,"),
        (#"{"url":"ftp://x"}"#, "url has to begin with http:// or https://"),
        (#"{"url":"http://x:port"}"#, "url isn't a URL"),
        (#"{"url":"http://["}"#, "url isn't a URL"),
        (#"{"headers":{"a":"\ud800"}}"#, "half of a surrogate pair"),
        (#"{"token":{"query":"\ud800"}}"#, "half of a surrogate pair"),
        (#"{"url":"http://u@x/"}"#, "url has neither a user nor"),
        (#"{"url":null}"#, "routes[0].url has to begin with"), (#"{"caFile":1}"#, "caFile has to be text"),
        (#"{"url":"https://127.0.0.1:1","caFile":"none.pem"}"#, "caFile isn't there"),
        (#"{"accept":["2xx",600]}"#, "accept has 600"), (#"{"accept":[200],"refuse":["2xx"]}"#, "refuse has 200"),
        (#"{"method":"GET /"}"#, "method has to be the name of a method"),
        (#"{"token":{"header":"a","cookie":"b"}}"#, "token has to have one of header, cookie and query"),
        (#"{"token":{"query":"a","scheme":"Bearer"}}"#, "token.scheme goes with a header only"),
        (#"{"token":{"header":"a b"}}"#, "which is no name of a header"),
        (#"{"headers":{"a":"b\nc"}}"#, "a value for a that can't stand in a header"),
        (#"{"headers":{"authorization":"b"}}"#, "headers has authorization, where the token stands"),
        (#"{"payload":{"encoding":"hex"}}"#, "payload.encoding has to be text, base64 or base64url"),
        (#"{"routes":[1]}"#, "routes[0] has to be an object"),
        (#"{"routes":[{"policy":{"algorithms":["HS256"]}}]}"#, "routes[0].key has to be there"),
        (#"{"routes":[{"key":{}}]}"#, "routes[0].policy has to be there"),
        (#"{"routes":[{"key":{},"policy":{}}]}"#, "routes[0].policy.algorithms has to be a list of names"),
        (#"{"routes":[{"key":{},"policy":{"algorithms":"default","nwo":true}}]}"#, "routes[0].policy.nwo isn't a"),
        (#"{"routes":[{"key":{},"policy":{"algorithms":"default","now":1}}]}"#, "policy.now has to be true or false"),
        (#"{"routes":[{"key":{},"policy":{"algorithms":"default","now":false}}]}"#, "policy.now is true where"),
        (#"{"routes":[{"key":{},"policy":{"algorithms":"default","leeway":true}}]}"#, "leeway has to be a number"),
        (#"{"routes":[{"key":{"jwk":{},"ref":"a"},"policy":{"algorithms":"default"}}]}"#, "key has to have one of"),
        (#"{"routes":[{"key":{"ref":"keys/hmac-z"},"policy":{"algorithms":"default"}}]}"#, "no key of the corpus"),
        (#"{"routes":[{"key":{},"policy":{"algorithms":"default"},"content":"text"}]}"#, "content has to be claims"),
        (
            #"{"routes":[{"key":{},"policy":{"algorithms":["a","b"]}},{"key":{},"policy":{"algorithms":["b","a"]}}]}"#,
            "routes[1] is asked the same as routes[0]"
        ),
    ])
    func `a mistake in the description is named`(_ members: String, _ words: String) async throws {
        let (ended, _) = try await run("good", [members])
        #expect(ended.code == 3)
        #expect(ended.talk.contains(words), "\(ended.talk)")
        #expect(!ended.talk.contains("Traceback"))
    }

    @Test(arguments: [
        (nil, "it can't be read"), ("{", "it isn't JSON"), ("[]", "the file has to be an object"),
        (#"{"schema":"a","schema":"b"}"#, "the member schema is there twice"),
        (String(repeating: "[", count: 100_000), "it isn't JSON"),
    ])
    func `a file that isn't a gateway description is named`(_ content: String?, _ words: String) async throws {
        let file = "\(corpus.path)/gateway.json"
        if let content { try corpus.write("gateway.json", content) }
        let ended = try await CommandLine.assay(["run", "--vectors", corpus.path, "gateway:\(file)"])
        #expect(ended.code == 3)
        #expect(ended.talk.contains("gateway.json: \(words)"), "\(ended.talk)")
        // The report may be published; the folder is the user's own business.
        #expect(!ended.output.contains(corpus.path), "\(ended.output)")
    }

    /// Nothing was shown where each token was answered `unsupported`.
    @Test(arguments: [
        ("{}", 0), (#"{"routes":[{"key":{},"policy":{"algorithms":["HS256"]}}]}"#, 4),
        (#"{"routes":[{"key":{"jwk":{"kty":"oct","k":"AAAA"}},"policy":{"algorithms":["HS256"],"now":true}}]}"#, 4),
    ])
    func `a smoke test needs a route to show something`(_ members: String, _ code: Int) async throws {
        let ended = try await CommandLine.assay([
            "smoke", "--vectors", corpus.path, Self.gateway("good", [members]),
        ])
        #expect(ended.code == code, "\(ended.talk)")
    }

    /// A gateway of this machine that doesn't start says why, and one that does has its configuration and keys.
    @Test(arguments: [
        ("cat @configuration@ >&2; exit 3", 3, "port 1 secret 90da6a4f9210"),
        ("test -s @folder@/keys/hmac-a.jwk && echo it has the key >&2; exit 3", 3, "it has the key"),
        ("exec python3 -m http.server @port@ --bind 127.0.0.1", 1, ""),
    ])
    func `a gateway of this machine is started`(_ command: String, _ code: Int, _ words: String) async throws {
        try corpus.write(
            "gateway.json",
            #"""
            {"schema":"jwt-assay/gateway/1","gateway":{"name":"Local","version":"1"},"url":"http://127.0.0.1:1","routes":[
             {"key":{"ref":"keys/hmac-a"},"policy":{"algorithms":["HS512"]}},
             {"key":{"jwk":{"kty":"oct","k":"AAAA"}},"policy":{"algorithms":["HS256"]}}]}
            """#
        )
        try corpus.write("local.conf", "port 1 secret @hex keys/hmac-a@\n")
        let program = CommandLine.root + "scripts/adapters/http-gateway/local.py"
        let verifier = "exec:python3 '\(program)' '\(corpus.path)' local.conf 2.0 sh -c '\(command)'"
        let ended = try await CommandLine.assay(["run", "--vectors", corpus.path, verifier])
        #expect(ended.code == code)
        #expect(words.isEmpty || ended.talk.contains(words), "\(ended.talk)")
        #expect(ended.output.contains("Local 2.0") == (code == 1))
    }

    /// A key that a description names is one of the corpus that the command line names.
    @Test func `it uses the keys of the selected vectors`() async throws {
        let keys = try String(contentsOfFile: CorpusLocation.sourceDirectory + "/keys/corpus.json", encoding: .utf8)
        try FileManager.default.createDirectory(atPath: corpus.path + "/keys", withIntermediateDirectories: true)
        try corpus.write("keys/corpus.json", keys.replacing("keys/hmac-a", with: "keys/of-this-corpus"))
        let file = try corpus.write(
            "gateway.json",
            #"""
            {"schema":"jwt-assay/gateway/1","gateway":{"name":"Small","version":"1"},"url":"http://127.0.0.1:1",
             "routes":[{"key":{"ref":"keys/of-this-corpus"},"policy":{"algorithms":["HS256"]}}]}
            """#
        )
        let ended = try await CommandLine.assay(["run", "--vectors", corpus.path, "gateway:\(file)"])
        #expect(ended.talk.contains("nothing answers at http://127.0.0.1:1"), "\(ended.talk)")
    }

    @Test func `gateway: without a file is a usage error`() async throws {
        let ended = try await CommandLine.assay(["run", "gateway:"])
        #expect(ended.code == 64)
        #expect(ended.talk.contains("jwt-assay routes --output"))
    }

    /// Octets that can't stand in a header aren't sent, and are counted as skipped.
    @Test func `a token that can't be sent is skipped`() async throws {
        try corpus.write(
            "hmac/small.json",
            #"""
            {"schema":"jwt-assay/vectors/1","title":"HMAC","flags":{},"groups":[
             {"id":"hmac/hs256","key":{"jwk":{"kty":"oct","k":"AAAA"}},"policy":{"algorithms":["HS256"]},"content":"bytes",
              "tests":[
               \#(["a\\r\\nb", "a\\u0000b", " a.b.good", "a.b.good\\t", "a b.good", "é.good", ""].enumerated().map {
                   #"{"id":"hmac/hs256/t\#($0)","summary":"","token":"\#($1)","expect":"either","why":"","refs":[]}"#
               }.joined(separator: ","))]}]}
            """#
        )
        #expect(
            try await run("good").verdicts
                == ["skipped", "skipped", "skipped", "skipped", "recorded", "recorded", "recorded"]
        )
        let cookie = try await run("cookie", [#"{"token":{"cookie":"session"}}"#]).verdicts
        #expect(cookie.count { $0 == "skipped" } == 6)
        let query = try await run("query", [#"{"token":{"query":"token"}}"#]).verdicts
        #expect(query.allSatisfy { $0 == "recorded" })
    }
}

/// What `jwt-assay routes` plans is what the adapter then asks.
@Suite struct RoutesCommandTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "routes-\(UUID().uuidString)").path

    private func routes(_ arguments: String...) async throws -> Ended {
        try await CommandLine.assay(["routes", "--vectors", CorpusLocation.sourceDirectory] + arguments)
    }

    @Test func `each planned vector is asked`() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let planned = try await routes("--limit", "30", "--keys", "jwk,jwks,text", "--output", folder)
        #expect(planned.code == 0)
        let words = try #require(planned.output.split(separator: "\n").first { $0.contains("vectors askable") })
        let sum = try #require(words.split(separator: " ").compactMap { Int($0) }.dropFirst().first)
        #expect(sum > 800)
        let verifier = "exec:python3 '\(CommandLine.testProgram("gateway.py"))' refuses '\(folder)/gateway.json'"
        let ended = try await CommandLine.assay(
            ["run", "--vectors", CorpusLocation.sourceDirectory, verifier, "--format", "json"]
        )
        let document = try JSONDecoder().decode(RunDocument.self, from: Data(ended.output.utf8))
        // The steps of sequences come beside what is planned.
        let steps = Set(document.vectors.filter { $0.sequence != nil }.map(\.id))
        let cases = document.implementations[0].cases.filter { !steps.contains($0.id) }
        let unsent = cases.count { $0.feature == "token:header" }
        #expect(cases.count { $0.verdict != .skipped } + unsent == sum)
        #expect(cases.allSatisfy { $0.verdict != .brokenClaim })
    }

    @Test func `the draft has the keys and follows its schema`() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(try await routes("--algorithms", "HS256,ES256", "--limit", "6", "--output", folder).code == 0)
        for name in ["hmac-a.secret", "hmac-a.jwk", "hmac-a.jwks", "p256-a.pem"] {
            #expect(FileManager.default.fileExists(atPath: "\(folder)/keys/\(name)"), "\(name)")
        }
        let again = try await routes("--output", folder)
        #expect(again.code == 64)
        #expect(again.talk.contains("nothing is overwritten"))
        if FileManager.default.isExecutableFile(atPath: CommandLine.checkPython) {
            let schemas = CorpusLocation.sourceDirectory + "/schema"
            let adapters = CommandLine.root + "scripts/adapters"
            let own = ["haproxy", "apache", "envoy"].map { "\(adapters)/gateway-\($0)/gateway.json" }
            let arguments = [schemas, "gateway", "\(folder)/gateway.json"] + own
            let ended = try await CommandLine.check("check-schemas.py", arguments)
            #expect(ended.code == 0, "\(ended.talk)")
        }
    }

    @Test(arguments: [
        (["--algorithms", "XX"], 4), (["--policy", "algorithm"], 64), (["--keys", "pem"], 64), (["--limit", "-1"], 64),
        (["--output", "/dev/null/x"], 64),
    ])
    func `impossible arguments are explained`(_ arguments: [String], _ code: Int) async throws {
        let ended = try await CommandLine.assay(["routes", "--vectors", CorpusLocation.sourceDirectory] + arguments)
        #expect(ended.code == code)
        #expect(!ended.talk.isEmpty)
    }
}
