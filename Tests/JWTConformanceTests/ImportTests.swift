import JWTConformance
import Testing

/// Files of other suites' layouts, written for these tests; no file of theirs is here.
@Suite struct ImportTests {
    private static let secret =
        #"{"kty":"oct","alg":"HS256","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}"#

    private static let groups = """
        {"testGroups":[{"type":"JsonWebSignature","comment":"a group","private":\(secret),"tests":[
          {"tcId":1,"comment":"fine","jws":"e30.e30.AA","result":"valid","flags":[]},
          {"tcId":2,"comment":"not fine","jws":"e30.e30.AB","result":"invalid","flags":["X"]},
          {"tcId":3,"comment":"","jws":"e30.e30.AC","result":"acceptable","flags":["Y","Z"]},
          {"tcId":4,"comment":"an object","jws":{"payload":"e30","signature":"AA"},"result":"valid"},
          {"tcId":5,"comment":"no token","result":"valid"},
          {"tcId":6,"comment":"another result","jws":"e30.e30.AA","result":"maybe"}]}]}
        """

    @Test func `groups become vectors`() throws {
        let imported = try ImportLayout.wycheproof.imported(
            Array(Self.groups.utf8),
            name: "some_test",
            errata: Errata()
        )
        let group = try #require(imported.file.groups.first)
        #expect(group.id == "wycheproof/some-test/group-1")
        #expect(group.policy == VerificationPolicy(["HS256"]))
        #expect(group.tests.map(\.id) == (1...4).map { "wycheproof/some-test/group-1/tc-\($0)" })
        #expect(group.tests.map(\.expect) == ["accept", "reject", "either", "accept"])
        #expect(group.tests[2].why == "its flags are Y, Z")
        #expect(group.tests[3].token == #"{"payload":"e30","signature":"AA"}"#)
        #expect(imported.omissions.map(\.test) == ["5", "6"])
        // What was made loads as any file of ours does.
        #expect(try imported.file.vectors(keys: [:]).count == 4)
    }

    @Test func `errata correct tests and must match one`() throws {
        let entry = Errata.Entry(source: "some_test", test: "1", expect: "either", why: "RFC 7515 leaves it open")
        let errata = Errata([entry])
        let imported = try ImportLayout.wycheproof.imported(Array(Self.groups.utf8), name: "some_test", errata: errata)
        #expect(imported.file.groups[0].tests[0].expect == "either")
        #expect(imported.file.groups[0].tests[0].why == "RFC 7515 leaves it open")
        #expect(throws: ImportError.staleErratum(source: "some_test", test: "1")) { try errata.checkUse(in: []) }
        try errata.checkUse(in: [.init(source: "some_test", test: "1")])
    }

    @Test func `asymmetric keys lose their private members`() throws {
        let json = """
            {"testGroups":[{"private":{"kty":"EC","crv":"P-256","x":"AA","y":"AA","d":"AA"},
             "tests":[{"tcId":1,"jws":"a.b.c","result":"invalid"}]}]}
            """
        let imported = try ImportLayout.wycheproof.imported(Array(json.utf8), name: "t", errata: Errata())
        let group = try #require(imported.file.groups.first)
        #expect(group.key.jwk?["d"] == nil)
        #expect(group.policy == VerificationPolicy(["ES256"]))
    }

    @Test func `an example becomes a vector per form`() throws {
        let json = """
            {"title":"Example","input":{"payload":"text","key":\(Self.secret),"alg":"HS256"},"signing":{"sig":"AA"},
             "output":{"compact":"e30..AA","json":{"signatures":[]},"json_flat":{"payload":"dGV4dA","signature":"AA"}}}
            """
        let imported = try ImportLayout.cookbook.imported(Array(json.utf8), name: "4_5.example", errata: Errata())
        let tests = try #require(imported.file.groups.first).tests
        #expect(tests.map(\.id) == ["compact", "general", "flattened"].map { "cookbook/4-5-example/\($0)" })
        #expect(tests.map { $0.detachedPayload != nil } == [true, true, false])
        #expect(tests.allSatisfy { $0.payload == Octets(utf8: "text") })
    }

    @Test func `an encryption example is left out`() throws {
        let json = #"{"input":{"key":{"kty":"oct"}},"output":{"compact":"a.b.c.d.e"}}"#
        let imported = try ImportLayout.cookbook.imported(Array(json.utf8), name: "e", errata: Errata())
        #expect(imported.file.groups.isEmpty)
        #expect(imported.omissions.map(\.reason) == ["not a JWS example"])
    }

    /// What other suites may hold, one test for each; `nil`: it's left out.
    private static let odd: [(String, String?)] = [
        (#"{"tcId":"x 1","jws":"a.b.c","result":"invalid"}"#, "tc-x-1"),
        (#"{"jws":"a.b.c","result":"invalid"}"#, "tc-at-2"),
        (#"{"tcId":-1,"jws":"a.b.c","result":"invalid"}"#, "tc--1"),
        (#"{"tcId":7,"jws":"a.b.c","result":"invalid"}"#, "tc-7"),
        (#"{"tcId":7,"jws":"a.b.c","result":"invalid"}"#, "tc-7-2"),
        (#"{"tcId":8,"jws":"","result":"invalid"}"#, "tc-8"),
        (#"{"tcId":9,"jws":"a.b.c","result":"invalid","flags":5,"comment":["x"]}"#, "tc-9"),
        (#"{"tcId":10,"jws":null,"result":"invalid"}"#, nil), (#"{"tcId":11,"jws":5,"result":"invalid"}"#, nil),
        (#"{"tcId":12,"jws":"a.b.c","result":null}"#, nil), (#"{"tcId":13,"jws":"a.b.c","result":["valid"]}"#, nil),
        (#"{"tcId":14,"jws":"a.b.c"}"#, nil), ("null", nil), ("5", nil),
    ]

    @Test func `an odd test is a vector of its own or left out, and takes no other with it`() throws {
        let tests = Self.odd.map(\.0).joined(separator: ",")
        let json =
            #"{"testGroups":[{"public":\#(Self.secret),"tests":[\#(tests)]},{"public":"key","tests":[{"jws":"a"}]}]}"#
        let imported = try ImportLayout.wycheproof.imported(Array(json.utf8), name: "t", errata: Errata())
        let ids = imported.file.groups.flatMap(\.tests).map { $0.id.split(separator: "/").last.map(String.init) ?? "" }
        #expect(ids == Self.odd.compactMap(\.1))
        #expect(imported.omissions.count == Self.odd.count { $0.1 == nil } + 1)
        #expect(try imported.file.vectors(keys: [:]).count == ids.count)
    }

    @Test func `a test's words are printable and short`() throws {
        let comment = String(repeating: "x", count: 100_000)
        let json = """
            {"testGroups":[{"public":\(Self.secret),"tests":[{"tcId":1,"jws":"a","result":"invalid","comment":"\\u001b[2J::"},
             {"tcId":2,"jws":"a","result":"acceptable","comment":"\(comment)","flags":["\(comment)"]}]}]}
            """
        let tests = try ImportLayout.wycheproof.imported(Array(json.utf8), name: "t", errata: Errata()).file.groups[0]
            .tests
        #expect(tests[0].summary == #"\u{1B}[2J::"#)
        #expect(tests[1].summary.count <= 512 && (tests[1].why ?? "").count <= 512)
    }

    @Test(arguments: ["", "[]", "{", #"{"testGroups":{}}"#, #"{"testGroups":[{"tests":{}}]}"#])
    func `a file with another layout is explained`(_ json: String) {
        #expect(throws: ImportError.self) {
            try ImportLayout.wycheproof.imported(Array(json.utf8), name: "x", errata: Errata())
        }
    }
}
