import java.util.List;
import org.jose4j.http.Get;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;

/** jose4j's HttpsJwksVerificationKeyResolver behind adapter protocol 1, as the examples of its wiki show it. */
final class Adapter {
    /** Recommended: what the documentation of HttpsJwks has against outages and floods. */
    private static KeyProtocol.Verifier client(KeyProtocol.Source source) throws Exception {
        var keys = new HttpsJwks(source.jwksURL());
        var get = new Get();
        get.setSslSocketFactory(source.sockets());
        if (source.text("keyTimeout") != null) {
            var milliseconds = 1000 * Integer.parseInt(source.text("keyTimeout"));
            get.setConnectTimeout(milliseconds);
            get.setReadTimeout(milliseconds);
        }
        keys.setSimpleHttpGet(get);
        if (source.isRecommended()) {
            keys.setRetainCacheOnErrorDuration(60 * 60);
            keys.setRefreshReprieveThreshold(30_000);
        }
        var consumer = new JwtConsumerBuilder()
                .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(keys))
                .setJwsAlgorithmConstraints(
                        new AlgorithmConstraints(ConstraintType.PERMIT, source.algorithms().toArray(String[]::new)))
                .setExpectedIssuer(source.text("issuer"))
                .setExpectedAudience(source.text("audience"))
                .setRequireExpirationTime()
                .build();
        return consumer::process;
    }

    public static void main(String[] arguments) throws Exception {
        KeyProtocol.serve(
                "jose4j", System.getProperty("library.version", "unknown"), "https://bitbucket.org/b_c/jose4j",
                List.of("keyTimeout", "keyOptions"), Adapter::client, problem -> problem instanceof InvalidJwtException);
    }
}
