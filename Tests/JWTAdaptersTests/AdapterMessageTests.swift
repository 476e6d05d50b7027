import FoundationEssentials
import JWTConformance
import Testing

@testable import JWTAdapters

struct AdapterMessageTests {
    private let jwk = JSONValue.object(["kty": .string("oct"), "k": .string("AAAA")])

    private func members(_ request: AdapterRequest) throws -> JSONValue {
        let line = try request.line()
        #expect(line.last == UInt8(ascii: "\n"))
        #expect(line.filter { $0 == UInt8(ascii: "\n") }.count == 1)
        return try JSONDecoder().decode(JSONValue.self, from: Data(line))
    }

    @Test func `hello`() throws {
        let line = String(decoding: try AdapterRequest.hello.line(), as: UTF8.self)
        #expect(line == #"{"id":0,"op":"hello","protocol":1}"# + "\n")
    }

    @Test func `a question follows the protocol`() throws {
        var policy = VerificationPolicy(["ES256"])
        policy.now = 1_767_225_600
        policy.issuer = "https://issuer.example"
        let question = Question(
            content: .claims,
            token: .text("eyJ.a/b.c"),
            key: .jwk(jwk, pem: "-----BEGIN\n"),
            policy: policy,
            detachedPayload: Octets([0xFF, 0xFE]),
            sequence: "s"
        )
        let expected: JSONValue = .object([
            "id": .integer(0), "op": .string("verify"), "content": .string("claims"), "token": .string("eyJ.a/b.c"),
            "key": jwk, "pem": .string("-----BEGIN\n"), "detachedPayload": .string("__4"), "sequence": .string("s"),
            "policy": .object([
                "algorithms": .array([.string("ES256")]), "now": .integer(1_767_225_600),
                "issuer": .string("https://issuer.example"),
            ]),
        ])
        #expect(try members(AdapterRequest(verifying: question)) == expected)
    }

    @Test(arguments: [
        (KeyMaterial.jwkSet(.object(["keys": .array([])])), "key", JSONValue.object(["keys": .array([])])),
        (.text("ssh-ed25519 AAAA\n"), "keyText", .string("ssh-ed25519 AAAA\n")),
        (.octets(Octets([0xFB])), "keyOctets", .string("-w")),
    ])
    func keyMaterial(material: KeyMaterial, member: String, value: JSONValue) throws {
        let question = Question(content: .bytes, token: .text(""), key: material, policy: VerificationPolicy([]))
        let sent = try members(AdapterRequest(verifying: question))
        #expect(sent[member] == value)
        for other in ["key", "pem", "keyText", "keyOctets"] where other != member { #expect(sent[other] == nil) }
    }

    @Test func `token that is not UTF 8 and no key`() throws {
        let question = Question(
            content: .bytes,
            token: .octets(Octets([0xFF])),
            key: .none,
            policy: VerificationPolicy(algorithms: .implementationDefault)
        )
        let sent = try members(AdapterRequest(verifying: question))
        #expect(sent["tokenOctets"] == .string("_w"))
        #expect(sent["token"] == nil && sent["key"] == nil)
        #expect(sent["policy"]?["algorithms"] == .string("default"))
    }

    @Test func `requests survive a round trip`() throws {
        let requests = [
            AdapterRequest(
                signing: SignRequest(
                    header: .object(["alg": .string("HS256")]),
                    payload: Octets([1, 2]),
                    key: .jwk(jwk, pem: nil)
                )
            ),
            AdapterRequest(
                timing: ["a", "b"],
                content: .claims,
                key: .jwk(jwk, pem: nil),
                policy: VerificationPolicy(["HS256"]),
                iterations: 4096
            ),
        ]
        for request in requests {
            #expect(try JSONDecoder().decode(AdapterRequest.self, from: Data(try request.line())) == request)
        }
    }

    @Test(arguments: [
        (#"{"id":1,"outcome":"accept","payload":"e30"}"#, Answer.accept(payload: Octets(utf8: "{}"))),
        (#"{"id":1,"outcome":"reject"}"#, .reject(reason: nil, detail: nil)),
        (#"{"id":1,"outcome":"reject","reason":"exp","detail":"d","x":[]}"#, .reject(reason: "exp", detail: "d")),
        (#"{"id":1,"outcome":"unsupported","feature":"algorithm:ES256K"}"#, .unsupported(feature: "algorithm:ES256K")),
        (#"{"id":1,"outcome":"error","detail":"KeyError"}"# + "\r", .error(detail: "KeyError")),
    ])
    func `replies`(line: String, answer: Answer) throws {
        #expect(try AdapterReply(line: Array(line.utf8)).answer() == answer)
    }

    @Test func `lines are split however they arrive`() throws {
        var splitter = LineSplitter(longestLine: 4)
        var lines: [String] = []
        for piece in ["a", "b\nc", "", "\n\nabcd", "\nx"] {
            try splitter.append(Array(piece.utf8)) { line throws(ProtocolViolation) in
                lines.append(String(decoding: line, as: UTF8.self))
            }
        }
        #expect(lines == ["ab", "c", "", "abcd"])
        #expect(splitter.rest == [UInt8(ascii: "x")])
        #expect(throws: ProtocolViolation.self) {
            try splitter.append(Array("yyyy".utf8)) { _ throws(ProtocolViolation) in }
        }
    }
}
