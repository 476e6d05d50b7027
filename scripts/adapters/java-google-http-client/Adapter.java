import com.google.api.client.http.HttpRequest;
import com.google.api.client.json.JsonFactory;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.json.webtoken.JsonWebSignature;
import com.google.api.client.util.Base64;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;

/** JsonWebSignature of google-http-client behind adapter protocol 1. */
final class Adapter implements Protocol.Library {
    private static final JsonFactory JSON = GsonFactory.getDefaultInstance();

    @Override
    public String description() {
        return """
                {"implementation": {"name": "google-http-client", "version": "%s",
                                    "homepage": "https://github.com/googleapis/google-http-java-client"},
                 "capabilities": {"operations": ["verify", "bench"], "algorithms": ["RS256", "ES256"],
                                  "serializations": ["compact"], "keys": ["jwk", "pem"], "contents": ["claims", "bytes"],
                                  "policy": ["algorithms", "unpinned"], "clock": "system"}}
                """.formatted(HttpRequest.VERSION);
    }

    /** The key's type is the pin: an RSA key verifies RS256 alone, an EC key ES256 alone. */
    @Override
    public Protocol.Verifier verifier(Protocol.Request request) throws Exception {
        var key = request.publicKey();
        return token -> {
            var signature = JsonWebSignature.parse(JSON, token);
            if (!signature.verifySignature(key)) {
                throw new Protocol.Refused("signature", "verifySignature returned false");
            }
            return request.wantsClaims() ? JSON.toByteArray(signature.getPayload()) : payload(signature);
        };
    }

    /** The payload's octets, by the decoder that parse uses: the parsed payload has lost their spelling. */
    @SuppressWarnings("deprecation")
    private static byte[] payload(JsonWebSignature signature) {
        var signed = new String(signature.getSignedContentBytes(), StandardCharsets.UTF_8);
        return Base64.decodeBase64(signed.substring(signed.indexOf('.') + 1));
    }

    @Override
    public Map<Class<? extends Exception>, String> refusals() {
        return Map.of(
                IOException.class, "json",
                GeneralSecurityException.class, "",
                IllegalArgumentException.class, "malformed"); // thrown by the library's Preconditions
    }

    public static void main(String[] arguments) throws IOException {
        Protocol.serve(new Adapter());
    }
}
