import FoundationEssentials
import Testing

/// A library that takes secrets and PEM but no JWK gets them from the JavaScript kit, and an unreadable key is the kit's to
/// answer, not an exception charged to the library.
@Suite struct SkeletonKeyTests {
    @Test(
        arguments: [
            (#"{"key":{"kty":"oct","k":"AQID"}}"#, "010203"),
            (#"{"key":{"kty":"EC"},"pem":"PEM"}"#, "PEM"),
            (#"{"keyText":"text"}"#, "text"),
            (#"{"keyOctets":"AQID"}"#, "010203"),
            (#"{}"#, "unsupported key:none"),
            (#"{"key":{"kty":"oct","k":"A+ID"}}"#, "unsupported key:malformed-jwk"),
            (#"{"key":{"kty":"oct","k":1}}"#, "unsupported key:malformed-jwk"),
            (#"{"key":{"kty":"oct","k":"AQID","use":"sig"}}"#, "unsupported key:jwk-purpose"),
            (#"{"key":{"kty":"EC"}}"#, "unsupported key:jwk-without-pem"),
        ]
    )
    func `the JavaScript kit hands over a secret or a PEM`(question: String, expected: String) async throws {
        try #require(!question.contains("'"))
        let script = """
            const { material, Unsupported } = require(process.argv[1]);
            try {
                const key = material(JSON.parse(process.argv[2]));
                console.log(typeof key === "string" ? key : key.toString("hex"));
            } catch (error) {
                if (!(error instanceof Unsupported)) throw error;
                console.log("unsupported " + error.feature);
            }
            """
        let kit = "\(CommandLine.root)scripts/adapters/common/javascript/protocol.js"
        let run = "command -v node >/dev/null || exit 69; node -e '\(script)' '\(kit)' '\(question)'"
        let ended = try await CommandLine.shell(run)
        if ended.code == 69 { try Test.cancel("node isn't installed") }
        #expect(ended.output == expected + "\n", "\(ended.talk)")
    }
}
