import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParserBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.MalformedJwtException;
import io.jsonwebtoken.MissingClaimException;
import io.jsonwebtoken.PrematureJwtException;
import io.jsonwebtoken.UnsupportedJwtException;
import io.jsonwebtoken.io.Decoders;
import io.jsonwebtoken.io.IOException;
import io.jsonwebtoken.jackson.io.JacksonDeserializer;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.PrivateJwk;
import io.jsonwebtoken.security.SecureDigestAlgorithm;
import io.jsonwebtoken.security.SecurityException;
import io.jsonwebtoken.security.SignatureException;
import java.io.StringReader;
import java.security.Key;
import java.security.PublicKey;
import java.util.Date;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;

/** JJWT behind adapter protocol 1. */
final class Adapter implements Protocol.Library {
    @Override
    public String description() {
        return """
                {"implementation": {"name": "JJWT", "version": "%s", "homepage": "https://github.com/jwtk/jjwt"},
                 "capabilities": {"operations": ["verify", "sign", "bench"],
                                  "algorithms": ["HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384",
                                                 "PS512", "ES256", "ES384", "ES512", "EdDSA"],
                                  "serializations": ["compact", "unencoded"], "keys": ["jwk"],
                                  "contents": ["claims", "bytes"], "clock": "injected",
                                  "policy": ["algorithms", "unpinned", "now", "leeway", "issuer", "audience", "subject",
                                             "expectedClaims", "understoodCritical"]}}
                """.formatted(Jwts.class.getPackage().getImplementationVersion());
    }

    @Override
    public Protocol.Verifier verifier(Protocol.Request request) throws Exception {
        var builder = Jwts.parser();
        var jwk = jwk(request);
        var key = jwk instanceof PrivateJwk<?, ?, ?> pair ? pair.toPublicJwk().toKey() : jwk.toKey();
        if (key instanceof SecretKey) builder.verifyWith((SecretKey) key);
        else builder.verifyWith((PublicKey) key);
        if (request.algorithms() != null) pin(request.algorithms(), builder);
        if (request.policy("now") != null) {
            var now = new Date(request.policy("now").getAsLong() * 1000);
            builder.clock(() -> now);
        }
        if (request.policy("leeway") != null) builder.clockSkewSeconds(request.policy("leeway").getAsLong());
        if (request.policyText("issuer") != null) builder.requireIssuer(request.policyText("issuer"));
        if (request.policyText("audience") != null) builder.requireAudience(request.policyText("audience"));
        if (request.policyText("subject") != null) builder.requireSubject(request.policyText("subject"));
        if (request.policy("expectedClaims") != null) {
            request.policy("expectedClaims").getAsJsonObject().asMap()
                    .forEach((name, value) -> builder.require(name, value.getAsString()));
        }
        builder.critical().add("b64").add(request.policyList("understoodCritical"));
        var parser = builder.build();
        var detached = request.octets("detachedPayload");
        return token -> {
            if (request.wantsClaims()) {
                parser.parseSignedClaims(token);
                return payload(token);
            }
            if (detached != null) return parser.parseSignedContent(token, detached).getPayload();
            // Whether it's a claims set or content is JJWT's own guess from the payload.
            return parser.parse(token).getPayload() instanceof byte[] content ? content : payload(token);
        };
    }

    /** The octets of accepted claims; JJWT turns them into sets and dates. */
    private static byte[] payload(String token) {
        return Decoders.BASE64URL.decode(token.split("\\.")[1]);
    }

    /** A parser takes every algorithm of the key's type; those that aren't allowed are taken out of its registry. */
    private static void pin(List<String> algorithms, JwtParserBuilder builder) {
        for (SecureDigestAlgorithm<?, ?> algorithm : Jwts.SIG.get().values()) {
            if (!algorithms.contains(algorithm.getId())) builder.sig().remove(algorithm).and();
        }
    }

    private static Jwk<?> jwk(Protocol.Request request) {
        return Jwks.parser().build().parse(request.key().toString());
    }

    @Override
    @SuppressWarnings("unchecked")
    public String sign(Protocol.Request request) throws Exception {
        var header = new JacksonDeserializer<Map<String, ?>>()
                .deserialize(new StringReader(request.message().get("header").toString()));
        if (!(header.remove("alg") instanceof String name)) throw new Protocol.Unsupported("sign:alg");
        var algorithm = (SecureDigestAlgorithm<Key, ?>) Jwts.SIG.get().forKey(name);
        var builder = Jwts.builder().header().add(header).and().content(request.octets("payload"));
        if (Boolean.FALSE.equals(header.get("b64"))) builder.encodePayload(false);
        return builder.signWith(jwk(request).toKey(), algorithm).compact();
    }

    @Override
    public Map<Class<? extends Exception>, String> refusals() {
        return Map.of(
                JwtException.class, "",
                MalformedJwtException.class, "malformed",
                UnsupportedJwtException.class, "header",
                ExpiredJwtException.class, "expired",
                PrematureJwtException.class, "not-yet-valid",
                MissingClaimException.class, "claim-missing",
                SecurityException.class, "",
                SignatureException.class, "signature",
                IOException.class, "malformed",
                IllegalArgumentException.class, "malformed"); // as parse is documented
    }

    public static void main(String[] arguments) throws java.io.IOException {
        Protocol.serve(new Adapter());
    }
}
