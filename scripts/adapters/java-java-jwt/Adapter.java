import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.AlgorithmMismatchException;
import com.auth0.jwt.exceptions.IncorrectClaimException;
import com.auth0.jwt.exceptions.JWTDecodeException;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.exceptions.MissingClaimException;
import com.auth0.jwt.exceptions.SignatureVerificationException;
import com.auth0.jwt.exceptions.TokenExpiredException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;

/** Auth0's java-jwt behind adapter protocol 1. */
final class Adapter implements Protocol.Library {
    @Override
    public String description() {
        return """
                {"implementation": {"name": "java-jwt", "version": "%s", "homepage": "https://github.com/auth0/java-jwt"},
                 "capabilities": {"operations": ["verify", "bench"],
                                  "algorithms": ["HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "ES256", "ES384",
                                                 "ES512"],
                                  "serializations": ["compact"], "keys": ["jwk"], "contents": ["claims"],
                                  "clock": "injected",
                                  "policy": ["algorithms", "now", "leeway", "issuer", "audience", "subject",
                                             "requiredClaims", "expectedClaims"]}}
                """.formatted(System.getProperty("library.version", "unknown"));
    }

    /** A verifier is for one algorithm, which is the pin. */
    private static Algorithm algorithm(Protocol.Request request) throws Exception {
        if (request.algorithms().size() > 1) throw new Protocol.Unsupported("policy:several-algorithms");
        var name = request.algorithms().get(0);
        try {
            return switch (name) {
                case "HS256" -> Algorithm.HMAC256(request.secret());
                case "HS384" -> Algorithm.HMAC384(request.secret());
                case "HS512" -> Algorithm.HMAC512(request.secret());
                case "RS256" -> Algorithm.RSA256((RSAPublicKey) request.publicKey(), null);
                case "RS384" -> Algorithm.RSA384((RSAPublicKey) request.publicKey(), null);
                case "RS512" -> Algorithm.RSA512((RSAPublicKey) request.publicKey(), null);
                case "ES256" -> Algorithm.ECDSA256((ECPublicKey) request.publicKey(), null);
                case "ES384" -> Algorithm.ECDSA384((ECPublicKey) request.publicKey(), null);
                case "ES512" -> Algorithm.ECDSA512((ECPublicKey) request.publicKey(), null);
                default -> throw new Protocol.Unsupported("algorithm:" + name);
            };
        } catch (ClassCastException | IllegalArgumentException error) { // such a service doesn't start
            throw new Protocol.Refused("alg-key-mismatch", error.toString());
        }
    }

    @Override
    public Protocol.Verifier verifier(Protocol.Request request) throws Exception {
        var verification = JWT.require(algorithm(request));
        if (request.policyText("issuer") != null) verification.withIssuer(request.policyText("issuer"));
        if (request.policyText("audience") != null) verification.withAudience(request.policyText("audience"));
        if (request.policyText("subject") != null) verification.withSubject(request.policyText("subject"));
        if (request.policy("leeway") != null) verification.acceptLeeway(request.policy("leeway").getAsLong());
        request.policyList("requiredClaims").forEach(verification::withClaimPresence);
        if (request.policy("expectedClaims") != null) {
            request.policy("expectedClaims").getAsJsonObject().asMap()
                    .forEach((name, value) -> verification.withClaim(name, value.getAsString()));
        }
        var now = request.policy("now");
        // It has no way to leave the times out: they go by the system's clock then.
        var clock = now == null
                ? Clock.systemUTC()
                : Clock.fixed(Instant.ofEpochSecond(now.getAsLong()), ZoneOffset.UTC);
        var verifier = ((JWTVerifier.BaseVerification) verification).build(clock);
        return token -> Base64.getUrlDecoder().decode(verifier.verify(token).getPayload());
    }

    @Override
    public Map<Class<? extends Exception>, String> refusals() {
        return Map.of(
                JWTVerificationException.class, "", SignatureVerificationException.class, "signature",
                TokenExpiredException.class, "expired", JWTDecodeException.class, "malformed",
                AlgorithmMismatchException.class, "alg-not-allowed", MissingClaimException.class, "claim-missing",
                IncorrectClaimException.class, "");
    }

    public static void main(String[] arguments) throws Exception {
        Protocol.serve(new Adapter());
    }
}
