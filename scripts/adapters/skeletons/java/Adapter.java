import java.io.IOException;
import java.util.Map;

/** An adapter to complete: fill in every TODO. Protocol.java describes the request. */
final class Adapter implements Protocol.Library {
    // TODO: your library's name, the version that it reports, its home page, and what it can do.
    // Vectors/schema/adapter-reply.schema.json has every member. What you don't declare is skipped.
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
        // TODO: make a key here, once, as your users do: of request.key(), a JWK or a JWK Set; of request.publicKey(); or, for
        // a library that takes raw secrets, of request.secret(): declare "jwk" all the same.
        return token -> {
            // TODO: call your library with request.algorithms(). Return the claims as JSON if request.wantsClaims(), otherwise
            // the payload's octets. Don't look into the token first.
            throw new UnsupportedOperationException("not written yet");
        };
    }

    // TODO: write sign, which signs the request's payload with exactly its header, and declare it; or leave it out.

    // TODO: the exceptions that mean the token is rejected, each with a reason code or "". Any other counts as an error.
    @Override
    public Map<Class<? extends Exception>, String> refusals() {
        return Map.of();
    }

    public static void main(String[] arguments) throws IOException {
        Protocol.serve(new Adapter());
    }
}
