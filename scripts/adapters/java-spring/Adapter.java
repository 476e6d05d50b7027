import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Spring Security's decoder, as a resource server has it, behind adapter protocol 1. */
final class Adapter implements Protocol.Library {
    @Override
    public String description() {
        return """
                {"implementation": {"name": "Spring Security", "version": "%s",
                                    "homepage": "https://docs.spring.io/spring-security/reference/servlet/oauth2/resource-server/jwt.html"},
                 "capabilities": {"operations": ["verify", "bench"],
                                  "algorithms": ["HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384",
                                                 "PS512"],
                                  "serializations": ["compact"], "keys": ["jwk"], "contents": ["claims"],
                                  "clock": "injected",
                                  "policy": ["algorithms", "now", "leeway", "issuer", "audience", "subject"]}}
                """.formatted(System.getProperty("library.version", "unknown"));
    }

    private static NimbusJwtDecoder decoder(Protocol.Request request) throws Exception {
        if (request.algorithms().size() > 1) throw new Protocol.Unsupported("policy:several-algorithms");
        var name = request.algorithms().get(0);
        if (name.startsWith("HS")) {
            var key = new SecretKeySpec(request.secret(), "HmacSHA" + name.substring(2));
            return NimbusJwtDecoder.withSecretKey(key).macAlgorithm(MacAlgorithm.from(name)).build();
        }
        if (!(request.publicKey() instanceof RSAPublicKey key)) {
            throw new IllegalArgumentException(request.key().get("kty") + " for " + name);
        }
        return NimbusJwtDecoder.withPublicKey(key).signatureAlgorithm(SignatureAlgorithm.from(name)).build();
    }

    @Override
    public Protocol.Verifier verifier(Protocol.Request request) throws Exception {
        NimbusJwtDecoder decoder;
        try {
            decoder = decoder(request);
        } catch (IllegalArgumentException error) { // such a service doesn't start
            throw new Protocol.Refused("key-malformed", error.toString());
        }
        var validators = new ArrayList<OAuth2TokenValidator<Jwt>>();
        var now = request.policy("now");
        if (now != null) {
            var leeway = request.policy("leeway") == null ? 0 : request.policy("leeway").getAsLong();
            var times = new JwtTimestampValidator(Duration.ofSeconds(leeway));
            times.setClock(Clock.fixed(Instant.ofEpochSecond(now.getAsLong()), ZoneOffset.UTC));
            validators.add(times);
        }
        if (request.policyText("issuer") != null) validators.add(new JwtIssuerValidator(request.policyText("issuer")));
        var audience = request.policyText("audience");
        if (audience != null) {
            validators.add(new JwtClaimValidator<List<String>>("aud", aud -> aud != null && aud.contains(audience)));
        }
        var subject = request.policyText("subject");
        if (subject != null) validators.add(new JwtClaimValidator<String>("sub", subject::equals));
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(validators));
        return token -> {
            decoder.decode(token);
            return Base64.getUrlDecoder().decode(token.split("\\.")[1]);
        };
    }

    @Override
    public Map<Class<? extends Exception>, String> refusals() {
        return Map.of(JwtException.class, "", BadJwtException.class, "");
    }

    public static void main(String[] arguments) throws Exception {
        Protocol.serve(new Adapter());
    }
}
