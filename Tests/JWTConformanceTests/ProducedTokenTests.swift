import FoundationEssentials
import JWTConformance
import Testing

/// What can be seen of a token without cryptography.
@Suite struct ProducedTokenTests {
    private static let secret = KeyMaterial.jwk(.object(["kty": .string("oct")]), pem: nil)
    private static let signature = Octets([UInt8](repeating: 1, count: 32)).base64url

    struct Sample: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let token: String
        let defects: [TokenDefect]

        init(_ description: String, _ token: String, _ defects: [TokenDefect]) {
            testDescription = description
            self.token = token
            self.defects = defects
        }
    }

    static let samples: [Sample] = [
        Sample("as asked", token(), []),
        Sample("a parameter more", token(#"{"typ":"JWT","kid":"a","alg":"HS256","x":1}"#), []),
        Sample("a parameter less", token(#"{"alg":"HS256"}"#), [.header]),
        Sample("another value", token(#"{"alg":"HS256","kid":"b","typ":"JWT"}"#), [.header]),
        Sample("another alg", token(#"{"alg":"HS512","kid":"a","typ":"JWT"}"#), [.algorithm]),
        Sample("no alg", token(#"{"kid":"a","typ":"JWT"}"#), [.algorithm]),
        Sample("another payload", token(payload: "b"), [.payload]),
        Sample("no payload", token(payload: ""), [.payload]),
        Sample("a short signature", token(signature: "AQ"), [.signatureLength]),
        Sample("no signature", token(signature: ""), [.signatureLength]),
        Sample("padding", token() + "=", [.notCompact]),
        Sample("four segments", token() + ".", [.notCompact]),
        Sample("no token", "", [.notCompact]),
        Sample("a header that isn't JSON", token("alg"), [.notCompact]),
        Sample("a header that is an array", token("[]"), [.notCompact]),
        Sample(
            "everything else",
            token(#"{"alg":"none"}"#, payload: "b", signature: "AQ"),
            [.algorithm, .header, .payload, .signatureLength]
        ),
    ]

    @Test(arguments: samples) func `defects are seen`(_ sample: Sample) throws {
        let request = try Self.request(#"{"alg":"HS256","kid":"a","typ":"JWT"}"#)
        #expect(ProducedToken(sample.token, for: request).defects(verification: Self.secret) == sample.defects)
    }

    @Test(arguments: ["a", ""]) func `an unencoded payload is in the token or detached`(_ segment: String) throws {
        let header = #"{"alg":"HS256","b64":false,"crit":["b64"]}"#
        let text = "\(Octets(utf8: header).base64url).\(segment).\(Self.signature)"
        let token = ProducedToken(text, for: try Self.request(header))
        #expect(token.defects(verification: Self.secret) == [])
        let question = token.question(verification: Self.secret)
        #expect(question.detachedPayload == (segment.isEmpty ? Octets(utf8: "a") : nil))
        #expect(question.policy == VerificationPolicy(["HS256"]))
    }

    private static func request(_ header: String) throws -> SignRequest {
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(header.utf8))
        return SignRequest(header: value, payload: Octets(utf8: "a"), key: secret)
    }

    private static func token(
        _ header: String = #"{"alg":"HS256","kid":"a","typ":"JWT"}"#,
        payload: String = "a",
        signature: String = ProducedTokenTests.signature
    ) -> String {
        "\(Octets(utf8: header).base64url).\(Octets(utf8: payload).base64url).\(signature)"
    }
}
