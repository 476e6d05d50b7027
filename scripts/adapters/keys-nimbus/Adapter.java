import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hadoop.shaded.com.nimbusds.jose.JOSEException;
import org.apache.hadoop.shaded.com.nimbusds.jose.JWSAlgorithm;
import org.apache.hadoop.shaded.com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import org.apache.hadoop.shaded.com.nimbusds.jose.proc.BadJOSEException;
import org.apache.hadoop.shaded.com.nimbusds.jose.proc.JWSVerificationKeySelector;
import org.apache.hadoop.shaded.com.nimbusds.jose.proc.SecurityContext;
import org.apache.hadoop.shaded.com.nimbusds.jwt.JWTClaimsSet;
import org.apache.hadoop.shaded.com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import org.apache.hadoop.shaded.com.nimbusds.jwt.proc.DefaultJWTProcessor;

/** Nimbus' JWKSourceBuilder behind adapter protocol 1, as its documentation shows it. */
final class Adapter {
    private static final Path CLOCK =
            System.getenv("FAKETIME_TIMESTAMP_FILE") == null ? null : Path.of(System.getenv("FAKETIME_TIMESTAMP_FILE"));
    private static String name = "";
    private static DefaultJWTProcessor<SecurityContext> kept;

    /** The processor of the manual; recommended is what it has for outages: one retry, and tolerance. */
    private static DefaultJWTProcessor<SecurityContext> processor(JsonObject message) throws Exception {
        var policy = message.getAsJsonObject("policy");
        trust(Path.of(message.get("caFile").getAsString()));
        var builder = JWKSourceBuilder.create(new URL(message.get("jwksURL").getAsString()));
        if (policy.has("keyOptions")) builder.retrying(true).outageTolerant(4 * 60 * 60 * 1000L);
        var algorithms = new HashSet<JWSAlgorithm>();
        policy.getAsJsonArray("algorithms").forEach(each -> algorithms.add(JWSAlgorithm.parse(each.getAsString())));
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, builder.build()));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                policy.get("audience").getAsString(),
                new JWTClaimsSet.Builder().issuer(policy.get("issuer").getAsString()).build(),
                Set.of("exp")));
        return processor;
    }

    private static void trust(Path authority) throws Exception {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null);
        try (var file = Files.newInputStream(authority)) {
            store.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(file));
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        HttpsURLConnection.setDefaultSSLSocketFactory(context.getSocketFactory());
    }

    /** An exception of the library is its refusal; any other is a finding. */
    private static JsonObject outcome(DefaultJWTProcessor<SecurityContext> processor, String token) {
        var reply = new JsonObject();
        try {
            processor.process(token, null);
            reply.addProperty("outcome", "accept");
            reply.addProperty("payload", "e30");
        } catch (BadJOSEException | JOSEException | ParseException refusal) {
            reply.addProperty("outcome", "reject");
            reply.addProperty("detail", refusal.toString());
        } catch (Exception | StackOverflowError problem) {
            reply.addProperty("outcome", "error");
            reply.addProperty("detail", problem.toString());
        }
        return reply;
    }

    private static JsonObject reply(JsonObject message) throws Exception {
        var operation = message.get("op").getAsString();
        if (operation.equals("hello")) return JsonParser.parseString(description()).getAsJsonObject();
        if (!operation.startsWith("verify")) return unsupported("operation:" + operation);
        if (!message.has("jwksURL")) return unsupported("key:jwk");
        var policy = message.getAsJsonObject("policy");
        if (CLOCK != null) {
            var elapsed = policy.has("keyElapsed") ? policy.get("keyElapsed").getAsLong() : 0;
            Files.writeString(CLOCK, "+" + elapsed + "\n");
        }
        var wanted = message.get("sequence") + " " + message.get("jwksURL");
        if (!wanted.equals(name)) {
            kept = processor(message);
            name = wanted;
        }
        if (operation.equals("verify")) return outcome(kept, message.get("token").getAsString());
        List<Callable<JsonObject>> calls = new ArrayList<>();
        message.getAsJsonArray("tokens").forEach(token -> calls.add(() -> outcome(kept, token.getAsString())));
        var outcomes = new JsonArray();
        var threads = Executors.newFixedThreadPool(calls.size());
        for (var call : threads.invokeAll(calls)) outcomes.add(call.get());
        threads.shutdown();
        var reply = new JsonObject();
        reply.addProperty("outcome", "ok");
        var text = outcomes.toString().getBytes(StandardCharsets.UTF_8);
        reply.addProperty("payload", Base64.getUrlEncoder().withoutPadding().encodeToString(text));
        return reply;
    }

    private static JsonObject unsupported(String feature) {
        var reply = new JsonObject();
        reply.addProperty("outcome", "unsupported");
        reply.addProperty("feature", feature);
        return reply;
    }

    private static String description() throws Exception {
        var properties = new Properties();
        try (var file = Adapter.class.getResourceAsStream("/META-INF/maven/com.nimbusds/nimbus-jose-jwt/pom.properties")) {
            properties.load(file);
        }
        return """
                {"protocol": 1,
                 "implementation": {"name": "Nimbus JOSE + JWT", "version": "%s", "language": "Java", "runtime": "Java %s",
                                    "homepage": "https://connect2id.com/products/nimbus-jose-jwt"},
                 "capabilities": {"operations": ["verify", "verify-all"], "algorithms": ["RS256", "ES256"],
                                  "keys": ["jwks-url"], "contents": ["claims"], "clock": "system", "sequences": true,
                                  "policy": ["algorithms", "issuer", "audience", "keyOptions"%s]}}
                """.formatted(
                properties.getProperty("version"),
                System.getProperty("java.version"),
                CLOCK == null ? "" : ", \"keyElapsed\"");
    }

    public static void main(String[] arguments) throws Exception {
        var gson = new Gson();
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var message = JsonParser.parseString(line).getAsJsonObject();
            var reply = reply(message);
            reply.add("id", message.get("id"));
            System.out.write((gson.toJson(reply) + "\n").getBytes(StandardCharsets.UTF_8));
            System.out.flush();
        }
        System.exit(0); // a source may keep threads
    }
}
