import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * Adapter protocol 1 for clients that fetch keys, in Java. A client is kept for the questions of a sequence that have the same
 * source. The clock is moved through libfaketime, if the program was started under it.
 */
public final class KeyProtocol {
    private static final Path CLOCK =
            System.getenv("FAKETIME_TIMESTAMP_FILE") == null ? null : Path.of(System.getenv("FAKETIME_TIMESTAMP_FILE"));

    private KeyProtocol() {}

    /** Where the keys are, whom the client trusts, and what it's told. What isn't told is null. */
    public record Source(String jwksURL, Path authority, JsonObject policy) {
        /** A member of the policy. */
        public String text(String name) {
            return policy.has(name) ? policy.get(name).getAsString() : null;
        }

        public List<String> algorithms() {
            var names = new ArrayList<String>();
            policy.getAsJsonArray("algorithms").forEach(each -> names.add(each.getAsString()));
            return names;
        }

        /** Whether the client gets the options that its documentation recommends. */
        public boolean isRecommended() {
            return policy.has("keyOptions");
        }

        /** The way to connect to servers of the authority that is trusted, and no others. */
        public SSLSocketFactory sockets() throws GeneralSecurityException, IOException {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null);
            try (var file = Files.newInputStream(authority)) {
                store.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(file));
            }
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context.getSocketFactory();
        }
    }

    /** Takes a token, or throws. */
    @FunctionalInterface
    public interface Verifier {
        void verify(String token) throws Exception;
    }

    /** Makes a client. */
    @FunctionalInterface
    public interface Maker {
        Verifier client(Source source) throws Exception;
    }

    /**
     * Answers messages until the input ends.
     *
     * @param policy what can be told beyond issuer and audience
     * @param isRefusal whether an exception is the library's way to reject; any other is a finding
     */
    public static void serve(
            String name, String version, String homepage, List<String> policy, Maker maker, Predicate<Exception> isRefusal)
            throws Exception {
        var gson = new Gson();
        var implementation = Map.of("name", name, "version", version, "language", "Java", "homepage", homepage,
                "runtime", "Java " + System.getProperty("java.version"));
        var told = new ArrayList<>(List.of("algorithms", "issuer", "audience"));
        told.addAll(policy);
        if (CLOCK != null) told.add("keyElapsed");
        var hello = gson.toJsonTree(Map.of("protocol", 1, "implementation", implementation, "capabilities", Map.of(
                "operations", List.of("verify", "verify-all"), "algorithms", List.of("RS256", "ES256"),
                "keys", List.of("jwks-url"), "contents", List.of("claims"), "clock", "system", "sequences", true,
                "policy", told))).getAsJsonObject();
        var kept = new LinkedHashMap<String, Verifier>();
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var message = JsonParser.parseString(line).getAsJsonObject();
            var operation = message.get("op").getAsString();
            JsonObject reply;
            if (operation.equals("hello")) reply = hello;
            else if (!operation.startsWith("verify")) reply = unsupported("operation:" + operation);
            else if (!message.has("jwksURL")) reply = unsupported("key:jwk");
            else reply = verify(message, kept, maker, isRefusal);
            reply.add("id", message.get("id"));
            System.out.write((gson.toJson(reply) + "\n").getBytes(StandardCharsets.UTF_8));
            System.out.flush();
        }
        System.exit(0); // a client may keep threads
    }

    private static JsonObject verify(
            JsonObject message, Map<String, Verifier> kept, Maker maker, Predicate<Exception> isRefusal) throws Exception {
        var policy = message.getAsJsonObject("policy");
        if (CLOCK != null) {
            var elapsed = policy.has("keyElapsed") ? policy.get("keyElapsed").getAsLong() : 0;
            Files.writeString(CLOCK, "+" + elapsed + "\n");
        }
        var url = message.get("jwksURL").getAsString();
        var name = message.get("sequence").getAsString() + " " + url;
        if (!kept.containsKey(name)) {
            if (kept.size() > 8) kept.clear();
            kept.put(name, maker.client(new Source(url, Path.of(message.get("caFile").getAsString()), policy)));
        }
        var client = kept.get(name);
        if (message.has("token")) return outcome(client, message.get("token").getAsString(), isRefusal);
        List<Callable<JsonObject>> calls = new ArrayList<>();
        message.getAsJsonArray("tokens")
                .forEach(token -> calls.add(() -> outcome(client, token.getAsString(), isRefusal)));
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

    private static JsonObject outcome(Verifier client, String token, Predicate<Exception> isRefusal) {
        var reply = new JsonObject();
        try {
            client.verify(token);
            reply.addProperty("outcome", "accept");
            reply.addProperty("payload", "e30");
        } catch (Exception | StackOverflowError problem) {
            var isRejection = problem instanceof Exception exception && isRefusal.test(exception);
            reply.addProperty("outcome", isRejection ? "reject" : "error");
            reply.addProperty("detail", problem.toString());
        }
        return reply;
    }

    private static JsonObject unsupported(String feature) {
        var reply = new JsonObject();
        reply.addProperty("outcome", "unsupported");
        reply.addProperty("feature", feature);
        return reply;
    }
}
