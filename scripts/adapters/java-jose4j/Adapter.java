import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jose4j.base64url.Base64Url;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/** jose4j behind adapter protocol 1. */
final class Adapter implements Protocol.Library {
    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(ErrorCodes.EXPIRED, "expired"), Map.entry(ErrorCodes.NOT_YET_VALID, "not-yet-valid"),
            Map.entry(ErrorCodes.AUDIENCE_INVALID, "audience"), Map.entry(ErrorCodes.AUDIENCE_MISSING, "audience"),
            Map.entry(ErrorCodes.ISSUER_INVALID, "issuer"), Map.entry(ErrorCodes.ISSUER_MISSING, "issuer"),
            Map.entry(ErrorCodes.SUBJECT_INVALID, "subject"), Map.entry(ErrorCodes.SIGNATURE_INVALID, "signature"),
            Map.entry(ErrorCodes.SIGNATURE_MISSING, "alg-none"), Map.entry(ErrorCodes.JSON_INVALID, "json"),
            Map.entry(ErrorCodes.TYPE_INVALID, "typ"), Map.entry(ErrorCodes.TYPE_MISSING, "typ"),
            Map.entry(ErrorCodes.MALFORMED_CLAIM, "claim-type"), Map.entry(ErrorCodes.EXPIRATION_MISSING, "claim-missing"),
            Map.entry(ErrorCodes.ISSUED_AT_INVALID_FUTURE, "issued-in-future"));

    @Override
    public String description() {
        return """
                {"implementation": {"name": "jose4j", "version": "%s", "homepage": "https://bitbucket.org/b_c/jose4j"},
                 "capabilities": {"operations": ["verify", "sign", "bench"],
                                  "algorithms": ["HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384",
                                                 "PS512", "ES256", "ES384", "ES512", "EdDSA"],
                                  "serializations": ["compact", "detached", "unencoded"], "keys": ["jwk", "jwks"],
                                  "contents": ["claims", "bytes"], "clock": "injected",
                                  "policy": ["algorithms", "unpinned", "now", "leeway", "issuer", "audience", "subject",
                                             "type", "requiredClaims", "understoodCritical"]}}
                """.formatted(System.getProperty("library.version", "unknown"));
    }

    @Override
    public Protocol.Verifier verifier(Protocol.Request request) throws Exception {
        var algorithms = request.algorithms();
        var constraints = algorithms == null
                ? null
                : new AlgorithmConstraints(ConstraintType.PERMIT, algorithms.toArray(String[]::new));
        if (request.wantsClaims()) return claims(request, constraints);
        if (request.policyText("type") != null) throw new Protocol.Unsupported("policy:type-of-bytes");
        var set = request.key().has("keys") ? new JsonWebKeySet(request.key().toString()) : null;
        var key = set == null ? key(request).getKey() : null;
        var detached = request.octets("detachedPayload");
        var known = request.policyList("understoodCritical").toArray(String[]::new);
        return token -> {
            var signature = new JsonWebSignature();
            if (constraints != null) signature.setAlgorithmConstraints(constraints);
            if (known.length > 0) signature.setKnownCriticalHeaders(known);
            signature.setCompactSerialization(token);
            if (detached != null) {
                signature.setPayloadBytes(detached);
                var isEncoded = !Boolean.FALSE.equals(signature.getHeaders().getObjectHeaderValue("b64"));
                if (isEncoded) signature.setEncodedPayload(Base64Url.encode(detached));
            }
            signature.setKey(key != null
                    ? key
                    : new JwksVerificationKeyResolver(set.getJsonWebKeys()).resolveKey(signature, List.of()));
            if (!signature.verifySignature()) throw new Protocol.Refused("signature", "verifySignature: false");
            return signature.getPayloadBytes();
        };
    }

    private static Protocol.Verifier claims(Protocol.Request request, AlgorithmConstraints constraints) throws Exception {
        var builder = new JwtConsumerBuilder();
        if (constraints != null) builder.setJwsAlgorithmConstraints(constraints);
        if (request.key().has("keys")) {
            var keys = new JsonWebKeySet(request.key().toString()).getJsonWebKeys();
            builder.setVerificationKeyResolver(new JwksVerificationKeyResolver(keys));
        } else {
            builder.setVerificationKey(key(request).getKey());
        }
        var issuer = request.policyText("issuer");
        var audience = request.policyText("audience");
        var subject = request.policyText("subject");
        var required = request.policyList("requiredClaims");
        if (request.policy("now") != null) {
            builder.setEvaluationTime(NumericDate.fromSeconds(request.policy("now").getAsLong()));
        } else if (issuer == null && audience == null && subject == null && required.isEmpty()) {
            builder.setSkipAllDefaultValidators(); // there is no way to leave out the times by themselves
        }
        if (request.policy("leeway") != null) builder.setAllowedClockSkewInSeconds(request.policy("leeway").getAsInt());
        if (issuer != null) builder.setExpectedIssuer(issuer);
        if (audience == null) builder.setSkipDefaultAudienceValidation();
        else builder.setExpectedAudience(audience);
        if (subject != null) builder.setExpectedSubject(subject);
        if (request.policyText("type") != null) builder.setExpectedType(true, request.policyText("type"));
        for (var name : required) {
            switch (name) {
                case "exp" -> builder.setRequireExpirationTime();
                case "nbf" -> builder.setRequireNotBefore();
                case "iat" -> builder.setRequireIssuedAt();
                case "jti" -> builder.setRequireJwtId();
                case "sub" -> {
                    if (subject == null) builder.setRequireSubject();
                }
                default -> throw new Protocol.Unsupported("policy:requiredClaims:" + name);
            }
        }
        var known = request.policyList("understoodCritical").toArray(String[]::new);
        if (known.length > 0) builder.setJwsCustomizer((signature, contexts) -> signature.setKnownCriticalHeaders(known));
        var consumer = builder.build();
        return token -> {
            try {
                return consumer.process(token).getJwtClaims().getRawJson().getBytes(StandardCharsets.UTF_8);
            } catch (InvalidJwtException error) {
                var details = error.getErrorDetails();
                var reason = details.isEmpty() ? "" : REASONS.getOrDefault(details.get(0).getErrorCode(), "");
                throw new Protocol.Refused(reason.isEmpty() ? null : reason, error.toString());
            }
        };
    }

    private static JsonWebKey key(Protocol.Request request) throws JoseException {
        return JsonWebKey.Factory.newJwk(request.key().toString());
    }

    @Override
    public String sign(Protocol.Request request) throws Exception {
        var signature = new JsonWebSignature();
        signature.getHeaders().setFullHeaderAsJsonString(request.message().get("header").toString());
        signature.setPayloadBytes(request.octets("payload"));
        var key = key(request);
        signature.setKey(key instanceof PublicJsonWebKey pair ? pair.getPrivateKey() : key.getKey());
        return signature.getCompactSerialization();
    }

    @Override
    public Map<Class<? extends Exception>, String> refusals() {
        return Map.of(JoseException.class, "");
    }

    public static void main(String[] arguments) throws Exception {
        Protocol.serve(new Adapter());
    }
}
