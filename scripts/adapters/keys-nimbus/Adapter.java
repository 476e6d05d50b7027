import java.net.URL;
import java.text.ParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.HttpsURLConnection;
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
    /** The processor of the manual; recommended is what it has for outages: one retry, and tolerance. */
    private static KeyProtocol.Verifier client(KeyProtocol.Source source) throws Exception {
        HttpsURLConnection.setDefaultSSLSocketFactory(source.sockets());
        var builder = JWKSourceBuilder.create(new URL(source.jwksURL()));
        if (source.isRecommended()) builder.retrying(true).outageTolerant(4 * 60 * 60 * 1000L);
        var algorithms = new HashSet<JWSAlgorithm>();
        source.algorithms().forEach(each -> algorithms.add(JWSAlgorithm.parse(each)));
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, builder.build()));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                source.text("audience"), new JWTClaimsSet.Builder().issuer(source.text("issuer")).build(), Set.of("exp")));
        return token -> processor.process(token, null);
    }

    public static void main(String[] arguments) throws Exception {
        KeyProtocol.serve(
                "Nimbus JOSE + JWT", System.getProperty("library.version", "unknown"),
                "https://connect2id.com/products/nimbus-jose-jwt", List.of("keyOptions"), Adapter::client,
                problem -> problem instanceof BadJOSEException || problem instanceof JOSEException
                        || problem instanceof ParseException);
    }
}
