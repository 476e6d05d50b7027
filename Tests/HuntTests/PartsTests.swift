import JOSEAlgorithms
import JWTConformance
import Testing
import VectorForge

@testable import Hunt

@Suite struct SpelledObjectTests {
    @Test(arguments: [
        #"{}"#, #"{"a":1}"#, #"{"a":"}\",{","b":[{"c":1},2],"a":null}"#, "{ \"a\" : 1 ,\r\n \"b\":{} }",
        #"{"é":"\ud83d"}"#,
    ])
    func `an object that nobody edits keeps its spelling`(_ text: String) throws {
        #expect(try #require(SpelledObject(Array(text.utf8))).text == Array(text.utf8))
    }

    @Test(arguments: ["", "[]", "{", #"{"a"}"#, #"{"a":}"#, #"{"a":1}x"#, #"{"a":1,}"#, #"{a:1}"#, #"{"a":"b}"#])
    func `what isn't an object isn't split`(_ text: String) {
        #expect(SpelledObject(Array(text.utf8)) == nil)
    }

    @Test func `an edit changes one member alone`() throws {
        var object = try #require(SpelledObject(Array(#"{ "a" : 1.0, "b":"x" }"#.utf8)))
        object.set("b", "2")
        object.set("c", "\"\\u0000\"")
        object.drop("none")
        #expect(String(decoding: object.text, as: UTF8.self) == #"{"a":1.0,"b":2,"c":"\u0000"}"#)
        object.drop("a")
        #expect(object.names == ["b", "c"])
    }
}

@Suite struct ResponseTests {
    @Test(arguments: [
        ("Error: no key 'abc' at 12:34", "Error: no key  at 0:0"), ("isn't right", "isn't right"), ("", ""),
        ("id 0x7f3a \"secret\" end", "id 0x  end"), ("a\u{1B}[31mb\nc", "a"),
        ("NoKey: no key with kid: k-1/", "NoKey: no key with kid"), ("bad header at /usr/x.pl line 3", "bad header at"),
        ("token is expired, token used before issued", "token is expired"),
        ("Invalid: JWT (claims->{1})", "Invalid: JWT"), ("{error,{badmatch,[{false,<<>>}]}}", "error,badmatch"),
    ])
    func `words leave out what changes from token to token`(_ said: String, _ words: String) {
        #expect(Response.words(nil, said) == words)
    }

    @Test func `words are bounded`() {
        #expect(Response.words("r", String(repeating: "x", count: 100_000)).count < 120)
    }
}

@Suite struct SignatureEditTests {
    private static let edits: [SignatureEdit] = [
        .flip(bit: 7), .prefix(3), .suffix(3), .prepend([0]), .append([0]), .zeros, .ones, .first(.order),
        .second(.order),
        .first(.zero), .second(.orderLessOne), .addOrderToFirst, .addOrderToSecond, .negateSecond, .swapHalves, .der,
        .dropZeros, .reversed, .addModulus,
    ]

    @Test(arguments: edits) func `no length crashes an edit`(_ edit: SignatureEdit) {
        for count in [0, 1, 2, 63, 64, 65, 114, 132, 256] {
            for octet: UInt8 in [0, 0xFF] {
                var octets = [UInt8](repeating: octet, count: count)
                edit.apply(to: &octets, count.isMultiple(of: 2) ? .p256 : nil, modulus: [0xFF, 1])
            }
        }
    }

    @Test func `the negative of S holds under ECDSA`() throws {
        let breeder = Ground.breeder()
        var held = 0
        for index in Ground.seeds.indices where Ground.seeds[index].curve != nil {
            var specimen = breeder.specimen(Candidate(seed: index, moves: []))
            specimen.signatureEdits = [.negateSecond]
            let trial = try #require(breeder.trial(specimen, of: Candidate(seed: index, moves: [])))
            #expect(trial.token != Ground.seeds[index].token)
            if trial.verdict.check == nil { held += 1 }
        }
        #expect(held > 3)
    }
}

@Suite struct AdoptionTests {
    private static func find(_ token: String, check: String) -> HuntedFind {
        HuntedFind(
            name: "abc123",
            summary: "no signature",
            check: check,
            twin: "signature/algorithms/hs256/plain",
            key: .init(ref: "keys/hmac-a"),
            policy: VerificationPolicy(["HS256"]),
            content: .bytes,
            recipe: TokenRecipe([.literal(Octets(utf8: token))]),
            seenIn: ["somebody"]
        )
    }

    private static let unsigned = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9."

    @Test func `a find that is proved is adopted, once`() throws {
        var file = HuntedFile([])
        let twin = try #require(
            Ground.corpus.vectors.first { $0.id.hasSuffix("/plain") && $0.keyLabel == "keys/hmac-a" }
        )
        let find = Self.find(Self.unsigned, check: "hmac.length")
        let named = HuntedFind(
            name: find.name,
            summary: find.summary,
            check: find.check,
            twin: twin.id,
            key: find.key,
            policy: find.policy,
            content: find.content,
            recipe: find.recipe,
            seenIn: find.seenIn
        )
        #expect(try file.adopt([named], into: Ground.corpus) == ["abc123"])
        #expect(try file.adopt([named], into: Ground.corpus) == [])
        #expect(file.finds.count == 1)
    }

    @Test(arguments: ["claims.exp", "no.such", "signature.valid"])
    func `a find that another check rejects isn't adopted`(_ check: String) {
        var file = HuntedFile([])
        #expect(throws: (any Error).self) {
            try file.adopt([Self.find("eyJhbGciOiJIUzI1NiJ9.e30", check: check)], into: Ground.corpus)
        }
        #expect(file.finds.isEmpty)
    }
}
