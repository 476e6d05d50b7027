import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.ParseException;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.hadoop.shaded.com.nimbusds.jose.*;
import org.apache.hadoop.shaded.com.nimbusds.jose.crypto.factories.*;
import org.apache.hadoop.shaded.com.nimbusds.jose.jwk.*;
import org.apache.hadoop.shaded.com.nimbusds.jose.jwk.source.*;
import org.apache.hadoop.shaded.com.nimbusds.jose.proc.*;
import org.apache.hadoop.shaded.com.nimbusds.jwt.*;
import org.apache.hadoop.shaded.com.nimbusds.jwt.proc.*;

/** Nimbus JOSE + JWT behind adapter protocol 1. */
final class Adapter implements Protocol.Library {
    @Override
    public String description() {
        return """
                {"implementation": {"name": "Nimbus JOSE + JWT", "version": "%s",
                                    "homepage": "https://connect2id.com/products/nimbus-jose-jwt"},
                 "capabilities": {"operations": ["verify", "sign", "bench"],
                                  "algorithms": ["HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384",
                                                 "PS512", "ES256", "ES384", "ES512"],
                                  "serializations": ["compact", "flattened", "general", "detached", "unencoded"],
                                  "keys": ["jwk", "jwks"],
                                  "contents": ["claims", "bytes"], "clock": "injected",
                                  "policy": ["algorithms", "now", "leeway", "issuer", "audience", "subject", "type",
                                             "requiredClaims", "expectedClaims"]}}
                """.formatted(version());
    }

    @Override
    public Protocol.Verifier verifier(Protocol.Request request) throws Exception {
        var selector = selector(request);
        JOSEObjectTypeVerifier<SecurityContext> types = request.policyText("type") == null
                ? (type, context) -> {} // without this, a processor has types of its own
                : new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType(request.policyText("type")));
        if (request.wantsClaims()) {
            var processor = new DefaultJWTProcessor<SecurityContext>();
            processor.setJWSKeySelector(selector);
            processor.setJWSTypeVerifier(types);
            processor.setJWTClaimsSetVerifier(claims(request));
            return token -> {
                var jwt = JWTParser.parse(token);
                processor.process(jwt, null);
                return ((SignedJWT) jwt).getPayload().toBytes();
            };
        }
        var processor = new DefaultJOSEProcessor<SecurityContext>();
        processor.setJWSKeySelector(selector);
        processor.setJWSTypeVerifier(types);
        var detached = request.octets("detachedPayload");
        return token -> {
            if (token.stripLeading().startsWith("{")) {
                if (detached != null) throw new Protocol.Unsupported("serialization:detached-json");
                return verifyJSON(token, selector, types);
            }
            if (detached == null) return processor.process(token, null).toBytes();
            return processor.process(JWSObject.parse(token, new Payload(detached)), null).toBytes();
        };
    }

    /** The JSON serialization is another class, which no processor takes; one valid signature is enough. */
    private static byte[] verifyJSON(
            String token, JWSKeySelector<SecurityContext> selector, JOSEObjectTypeVerifier<SecurityContext> types)
            throws Exception {
        var object = JWSObjectJSON.parse(token);
        for (var signature : object.getSignatures()) {
            types.verify(signature.getHeader().getType(), null);
            for (var key : selector.selectJWSKeys(signature.getHeader(), null)) {
                var verifier = new DefaultJWSVerifierFactory().createJWSVerifier(signature.getHeader(), key);
                if (signature.verify(verifier)) return object.getPayload().toBytes();
            }
        }
        throw new Protocol.Refused("signature", "no signature was verified");
    }

    /** A bare key is given as one; a JWK that says more, and a JWK Set, are selected from by what they say. */
    private static JWSKeySelector<SecurityContext> selector(Protocol.Request request) throws ParseException {
        var algorithms = new HashSet<JWSAlgorithm>();
        request.algorithms().forEach(name -> algorithms.add(JWSAlgorithm.parse(name)));
        var text = request.key().toString();
        var keys = request.key().has("keys") ? JWKSet.parse(text) : new JWKSet(JWK.parse(text));
        var isBare = Collections.disjoint(request.key().keySet(), Set.of("keys", "kid", "use", "key_ops", "alg"));
        return isBare && algorithms.size() == 1
                ? new SingleKeyJWSKeySelector<>(
                        algorithms.iterator().next(), KeyConverter.toJavaKeys(keys.getKeys()).get(0))
                : new JWSVerificationKeySelector<>(algorithms, new ImmutableJWKSet<>(keys));
    }

    private static DefaultJWTClaimsVerifier<SecurityContext> claims(Protocol.Request request) {
        var expected = new JWTClaimsSet.Builder();
        if (request.policyText("issuer") != null) expected.issuer(request.policyText("issuer"));
        if (request.policyText("subject") != null) expected.subject(request.policyText("subject"));
        if (request.policy("expectedClaims") != null) {
            request.policy("expectedClaims").getAsJsonObject().asMap()
                    .forEach((name, value) -> expected.claim(name, value.getAsString()));
        }
        var now = request.policy("now");
        var required = Set.copyOf(request.policyList("requiredClaims"));
        var verifier = new DefaultJWTClaimsVerifier<>(request.policyText("audience"), expected.build(), required) {
            @Override
            protected Date currentTime() {
                return now == null ? null : new Date(now.getAsLong() * 1000);
            }
        };
        verifier.setMaxClockSkew(request.policy("leeway") == null ? 0 : request.policy("leeway").getAsInt());
        return verifier;
    }

    @Override
    public String sign(Protocol.Request request) throws Exception {
        var header = JWSHeader.parse(request.message().get("header").toString());
        var object = new JWSObject(header, new Payload(request.octets("payload")));
        object.sign(new DefaultJWSSignerFactory().createJWSSigner(JWK.parse(request.key().toString()), header.getAlgorithm()));
        return object.serialize();
    }

    @Override
    public Map<Class<? extends Exception>, String> refusals() {
        return Map.of(
                ParseException.class, "malformed",
                JOSEException.class, "",
                BadJOSEException.class, "",
                BadJWSException.class, "signature",
                BadJWTException.class, "");
    }

    private static String version() {
        var properties = new Properties();
        try (var file = Adapter.class.getResourceAsStream("/META-INF/maven/com.nimbusds/nimbus-jose-jwt/pom.properties")) {
            properties.load(file);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
        return properties.getProperty("version");
    }

    public static void main(String[] arguments) throws Exception {
        if (VirtualThreads.exist()) VirtualThreads.serve(new Adapter());
        else Protocol.serve(new Adapter());
    }
}
