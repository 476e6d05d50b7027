import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.ParseException;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
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
                                  "policy": ["algorithms", "now", "nowMilliseconds", "leeway", "issuer", "issuerKeys",
                                             "audience", "audiences", "subject", "type", "requiredClaims",
                                             "expectedClaims"]}}
                """.formatted(version());
    }

    @Override
    public Protocol.Verifier verifier(Protocol.Request request) throws Exception {
        var selector = selector(request.algorithms(), request.key());
        JOSEObjectTypeVerifier<SecurityContext> types = request.policyText("type") == null
                ? (type, context) -> {} // without this, a processor has types of its own
                : new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType(request.policyText("type")));
        if (request.wantsClaims()) {
            var processor = new DefaultJWTProcessor<SecurityContext>();
            if (request.policy("issuerKeys") == null) processor.setJWSKeySelector(selector);
            else processor.setJWTClaimsSetAwareJWSKeySelector(selectorOfIssuers(request));
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
    private static JWSKeySelector<SecurityContext> selector(Collection<String> names, JsonObject key) throws ParseException {
        var algorithms = new HashSet<JWSAlgorithm>();
        names.forEach(name -> algorithms.add(JWSAlgorithm.parse(name)));
        var text = key.toString();
        var keys = key.has("keys") ? JWKSet.parse(text) : new JWKSet(JWK.parse(text));
        var isBare = Collections.disjoint(key.keySet(), Set.of("keys", "kid", "use", "key_ops", "alg"));
        return isBare && algorithms.size() == 1
                ? new SingleKeyJWSKeySelector<>(
                        algorithms.iterator().next(), KeyConverter.toJavaKeys(keys.getKeys()).get(0))
                : new JWSVerificationKeySelector<>(algorithms, new ImmutableJWKSet<>(keys));
    }

    /** Nimbus's own way for several issuers: it reads the claims, and asks for the keys with which they may be signed. */
    private static JWTClaimsSetAwareJWSKeySelector<SecurityContext> selectorOfIssuers(Protocol.Request request)
            throws ParseException {
        var selectors = new HashMap<String, JWSKeySelector<SecurityContext>>();
        for (var issuer : request.policy("issuerKeys").getAsJsonArray()) {
            var own = new JsonArray();
            for (var position : issuer.getAsJsonObject().getAsJsonArray("keys")) {
                own.add(request.key().getAsJsonArray("keys").get(position.getAsInt()));
            }
            var set = new JsonObject();
            set.add("keys", own);
            selectors.put(issuer.getAsJsonObject().get("issuer").getAsString(), selector(request.algorithms(), set));
        }
        return (header, claims, context) -> {
            var selector = selectors.get(claims.getIssuer());
            if (selector == null) throw new KeySourceException("The issuer isn't trusted");
            return selector.selectJWSKeys(header, context);
        };
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
        var milliseconds = request.policy("nowMilliseconds") == null ? 0 : request.policy("nowMilliseconds").getAsLong();
        var audiences = new HashSet<>(request.policyList("audiences"));
        if (request.policyText("audience") != null) audiences.add(request.policyText("audience"));
        var required = Set.copyOf(request.policyList("requiredClaims"));
        var verifier = new DefaultJWTClaimsVerifier<>(
                audiences.isEmpty() ? null : audiences, expected.build(), required, Set.of()) {
            @Override
            protected Date currentTime() {
                return now == null ? null : new Date(now.getAsLong() * 1000 + milliseconds);
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
