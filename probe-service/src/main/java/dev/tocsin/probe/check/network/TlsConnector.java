package dev.tocsin.probe.check.network;

import static dev.tocsin.contract.health.ErrorKind.OTHER;

import dev.tocsin.probe.check.Fault;
import dev.tocsin.probe.check.Phase;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Makes TLS connections that come about whatever the certificate, and says what is to be thought of it.
///
/// Each handshake has a context of its own: a resumed session would show no certificate and measure nothing.
@Singleton
public final class TlsConnector {

    private @Nullable X509ExtendedTrustManager platform;

    /// @param distrust why the certificate is not to be relied on, or empty
    public record Secured(SSLSocket socket, X509Certificate certificate, Optional<Fault> distrust) {}

    /// @param serverName asked for by SNI and looked for in the certificate, both without a dot at its end (RFC 6066,
    /// 3)
    /// @param trust a PEM file with roots that are trusted besides the platform's, or null
    public Secured secure(Socket socket, String serverName, @Nullable String trust, Ask ask)
            throws IOException, GeneralSecurityException {
        ask.enter(Phase.TLS);
        var name = serverName.endsWith(".") ? serverName.substring(0, serverName.length() - 1) : serverName;
        var inspector = new CertificateInspector(trusted(trust), name);
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {inspector}, null);

        var secured = (SSLSocket) context.getSocketFactory().createSocket(socket, name, socket.getPort(), true);
        var parameters = secured.getSSLParameters();
        if (!inspector.comparesNames()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        if (isName(name)) {
            parameters.setServerNames(List.of(new SNIHostName(name)));
        }
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return new Secured(secured, inspector.certificate(), inspector.distrust());
    }

    /// SNI takes names only, no addresses (RFC 6066, 3), and servers in Java end a handshake over a name with `_`.
    private static boolean isName(String host) {
        return !host.contains(":")
                && !host.contains("_")
                && !host.chars().allMatch(c -> c == '.' || Character.isDigit(c));
    }

    private List<X509ExtendedTrustManager> trusted(@Nullable String trust) throws GeneralSecurityException, FaultFound {
        var trusted = new ArrayList<X509ExtendedTrustManager>();
        trusted.add(platform());
        if (trust != null) {
            trusted.add(fromPem(trust));
        }
        return trusted;
    }

    private synchronized X509ExtendedTrustManager platform() throws GeneralSecurityException {
        if (platform == null) {
            platform = trusting(null);
        }
        return platform;
    }

    private static X509ExtendedTrustManager fromPem(String file) throws GeneralSecurityException, FaultFound {
        try (var pem = Files.newInputStream(Path.of(file))) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("root-" + store.size(), certificate);
            }
            return trusting(store);
        } catch (IOException e) {
            throw new FaultFound(Fault.unsure(
                    OTHER,
                    "the trust file cannot be read: %s".formatted(e.getClass().getSimpleName())));
        }
    }

    private static X509ExtendedTrustManager trusting(@Nullable KeyStore roots) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(roots);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
