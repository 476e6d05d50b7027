import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Adapter protocol 1 for adapters in Java: a JSON object a line in, a JSON object a line out, until the input ends.
 *
 * <p>An adapter implements {@link Library} and calls {@link #serve}. What the library's description doesn't declare is
 * answered here and never reaches the library.
 */
public final class Protocol {
    /** What an adapter says of a library, and how it calls it. */
    public interface Library {
        /** The members {@code implementation} and {@code capabilities} of the answer to hello, as a JSON object. */
        String description();

        /** What the request asks of a token; the key is prepared once, here, and kept for a sequence. */
        Verifier verifier(Request request) throws Exception;

        /** A token with the request's header and payload. */
        default String sign(Request request) throws Exception {
            throw new Unsupported("operation:sign");
        }

        /**
         * The exceptions by which the library refuses, each with a reason code, empty where it doesn't say why; the
         * nearest class of an exception's ancestry counts. Every other exception is an error, which is a finding.
         */
        Map<Class<? extends Exception>, String> refusals();
    }

    /** Takes a token and returns its payload, or throws. */
    @FunctionalInterface
    public interface Verifier {
        byte[] verify(String token) throws Exception;
    }

    /** Thrown by an adapter for what the library can't do: {@code sign:typ}, {@code algorithm:ES256K}. */
    public static final class Unsupported extends Exception {
        public Unsupported(String feature) {
            super(feature);
        }
    }

    /** Thrown by an adapter where the library refuses otherwise than by an exception. */
    public static final class Refused extends Exception {
        final String reason;

        public Refused(String reason, String detail) {
            super(detail);
            this.reason = reason;
        }
    }

    /** A message. What isn't there is null. */
    public record Request(JsonObject message) {
        /** A JWK, or a JWK Set. */
        public JsonObject key() {
            return message.getAsJsonObject("key");
        }

        public boolean wantsClaims() {
            return "claims".equals(text("content"));
        }

        public String text(String member) {
            return message.has(member) ? message.get(member).getAsString() : null;
        }

        public byte[] octets(String member) {
            return message.has(member) ? Base64.getUrlDecoder().decode(text(member)) : null;
        }

        /** A member of the policy. */
        public JsonElement policy(String member) {
            return message.getAsJsonObject("policy").get(member);
        }

        public String policyText(String member) {
            return policy(member) == null ? null : policy(member).getAsString();
        }

        /** The algorithms that are allowed; null for what the library does when it isn't told. */
        public List<String> algorithms() {
            return policy("algorithms").isJsonArray() ? policyList("algorithms") : null;
        }

        /** A list of the policy, empty where it isn't there. */
        public List<String> policyList(String member) {
            var names = new ArrayList<String>();
            if (policy(member) != null) policy(member).getAsJsonArray().forEach(name -> names.add(name.getAsString()));
            return names;
        }

        /**
         * The JWK's public key as the JDK has it, for libraries that don't read JWKs. A JWK of which that would be less
         * than the whole is one that such a library can't be given.
         */
        public PublicKey publicKey() throws GeneralSecurityException, Unsupported {
            var pem = text("pem");
            if (List.of("use", "key_ops", "alg").stream().anyMatch(key()::has)) throw new Unsupported("key:jwk-purpose");
            if (pem == null) throw new Unsupported("key:jwk-without-pem");
            var names = Map.of("RSA", "RSA", "EC", "EC", "OKP", "EdDSA");
            var der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]+-----", ""));
            return KeyFactory.getInstance(names.get(key().get("kty").getAsString()))
                    .generatePublic(new X509EncodedKeySpec(der));
        }

        /** The octets of a secret key, for libraries that don't read JWKs. */
        public byte[] secret() throws Unsupported {
            if (key() == null) throw new Unsupported("key:none");
            if (List.of("use", "key_ops", "alg").stream().anyMatch(key()::has)) throw new Unsupported("key:jwk-purpose");
            if (!key().has("k")) throw new Unsupported("key:jwk-without-secret");
            try {
                return Base64.getUrlDecoder().decode(key().get("k").getAsString());
            } catch (IllegalArgumentException | UnsupportedOperationException | IllegalStateException malformed) {
                throw new Unsupported("key:malformed-jwk");
            }
        }

        /** The token. Octets that aren't UTF-8 become a char each, as servlet containers read a header field. */
        String token() {
            return message.has("token")
                    ? text("token")
                    : new String(octets("tokenOctets"), StandardCharsets.ISO_8859_1);
        }
    }

    private final Library library;
    private final JsonObject description;
    private final Set<String> policy = new TreeSet<>();

    /** The verifiers of sequences, by all that was asked but the token; the oldest of a hundred gives way. */
    private final Map<JsonObject, Verifier> kept = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<JsonObject, Verifier> eldest) {
            return size() > 100;
        }
    });

    public Protocol(Library library) {
        this.library = library;
        description = JsonParser.parseString(library.description()).getAsJsonObject();
        description.getAsJsonObject("implementation").addProperty("language", "Java");
        description.getAsJsonObject("implementation").addProperty("runtime", "Java " + System.getProperty("java.version"));
        description.addProperty("protocol", 1);
        var capabilities = description.getAsJsonObject("capabilities");
        capabilities.addProperty("sequences", true);
        capabilities.getAsJsonArray("policy").forEach(member -> policy.add(member.getAsString()));
    }

    /** Answers messages until the input ends. */
    public static void serve(Library library) throws IOException {
        var protocol = new Protocol(library);
        var output = output();
        var lines = input();
        for (String line; (line = lines.readLine()) != null; ) write(protocol.reply(line), output);
    }

    static BufferedReader input() {
        return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    }

    /** Standard output, which is the protocol's alone: what a library prints goes to standard error. */
    static PrintStream output() {
        var output = System.out;
        System.setOut(System.err);
        return output;
    }

    /** A line at once. Java's encoder writes a question mark for a lone surrogate, so this is always UTF-8. */
    static void write(String reply, PrintStream output) {
        output.writeBytes((reply + "\n").getBytes(StandardCharsets.UTF_8));
        output.flush();
    }

    /** The answer to a line. */
    public String reply(String line) {
        var message = JsonParser.parseString(line).getAsJsonObject();
        JsonObject reply;
        try {
            reply = answer(new Request(message));
        } catch (Unsupported error) {
            reply = outcome("unsupported", "feature", error.getMessage());
        } catch (Refused error) {
            reply = outcome("reject", "detail", error.getMessage());
            reply.addProperty("reason", error.reason);
        } catch (Throwable error) { // StackOverflowError is no Exception
            var reason = reason(error);
            reply = outcome(reason == null ? "error" : "reject", "detail", error.toString());
            if (reason != null && !reason.isEmpty()) reply.addProperty("reason", reason);
        }
        reply.add("id", message.get("id"));
        return reply.toString();
    }

    private JsonObject answer(Request request) throws Exception {
        var operation = request.text("op");
        if (operation.equals("hello")) return description.deepCopy();
        if (!List.of("verify", "sign", "bench").contains(operation)) throw new Unsupported("operation:" + operation);
        if (operation.equals("sign")) return outcome("ok", "token", library.sign(request));
        refuseUndeclared(request);
        if (operation.equals("bench")) return bench(request, library.verifier(request));
        var payload = verifier(request).verify(request.token());
        return outcome("accept", "payload", Base64.getUrlEncoder().withoutPadding().encodeToString(payload));
    }

    /** What verifies the request's token: in a sequence what was there already, if it was asked the same of another. */
    private Verifier verifier(Request request) throws Exception {
        if (!request.message.has("sequence")) return library.verifier(request);
        var question = request.message.deepCopy();
        List.of("id", "token", "tokenOctets").forEach(question::remove);
        var verifier = kept.get(question);
        if (verifier == null) kept.put(question, verifier = library.verifier(request));
        return verifier;
    }

    private void refuseUndeclared(Request request) throws Unsupported {
        var members = new TreeSet<>(request.message.getAsJsonObject("policy").keySet());
        if (request.algorithms() == null) members.add("unpinned");
        for (var member : members) if (!policy.contains(member)) throw new Unsupported("policy:" + member);
    }

    private static JsonObject bench(Request request, Verifier verifier) throws Exception {
        var tokens = new ArrayList<String>();
        request.message.getAsJsonArray("tokens").forEach(token -> tokens.add(token.getAsString()));
        for (var token : tokens) verifier.verify(token); // nothing is timed that isn't accepted
        var iterations = request.message.get("iterations").getAsLong();
        var start = System.nanoTime();
        for (long number = 0; number < iterations; number++) verifier.verify(tokens.get((int) (number % tokens.size())));
        var elapsed = System.nanoTime() - start;
        var reply = outcome("ok", null, null);
        reply.addProperty("iterations", iterations);
        reply.addProperty("elapsedNanoseconds", elapsed);
        return reply;
    }

    /** The reason of the nearest class; null where the exception isn't the library's way to refuse. */
    private String reason(Throwable error) {
        for (Class<?> kind = error.getClass(); kind != null; kind = kind.getSuperclass()) {
            var reason = library.refusals().get(kind);
            if (reason != null) return reason;
        }
        return null;
    }

    private static JsonObject outcome(String outcome, String member, String value) {
        var reply = new JsonObject();
        reply.addProperty("outcome", outcome);
        if (member != null) reply.addProperty(member, value);
        return reply;
    }
}
