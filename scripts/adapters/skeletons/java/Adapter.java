import java.io.IOException;
import java.util.Map;

/** An adapter to be written: what is marked TODO is yours. Protocol.java says what a request holds. */
final class Adapter implements Protocol.Library {
    // TODO: your library's name, its version as it says itself, where it's published, and what it can do;
    // Vectors/schema/adapter-reply.schema.json has every member. What isn't declared isn't asked.
    @Override
    public String description() {
        return """
                {"implementation": {"name": "MyJWT", "version": "0", "homepage": "https://example.com"},
                 "capabilities": {"operations": ["verify", "bench"], "algorithms": ["HS256"], "keys": ["jwk"],
                                  "contents": ["claims", "bytes"], "policy": ["algorithms"], "clock": "system"}}
                """;
    }

    @Override
    public Protocol.Verifier verifier(Protocol.Request request) throws Exception {
        // TODO: make a key of request.key(), or of request.publicKey(), as your users do; it's done once, here.
        return token -> {
            // TODO: call your library with request.algorithms(), and return the claims as JSON or, unless
            // request.wantsClaims(), the payload's octets. Don't look into the token before.
            throw new UnsupportedOperationException("not written yet");
        };
    }

    // TODO: write sign, which returns a token with the request's header over its payload, and declare it; or leave it out.

    // TODO: the exceptions by which your library refuses, each with a reason code or "". Any other is reported as an error.
    @Override
    public Map<Class<? extends Exception>, String> refusals() {
        return Map.of();
    }

    public static void main(String[] arguments) throws IOException {
        Protocol.serve(new Adapter());
    }
}
