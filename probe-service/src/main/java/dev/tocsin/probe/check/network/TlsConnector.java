package dev.tocsin.probe.check.network;

import static dev.tocsin.contract.health.ErrorKind.OTHER;

import dev.tocsin.contract.catalog.HostName;
import dev.tocsin.contract.catalog.Question.ClientCertificate;
import dev.tocsin.probe.check.Fault;
import dev.tocsin.probe.check.Phase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Makes TLS connections whatever the server's certificate, and judges the certificate.
///
/// Each handshake has a context of its own: a resumed session would show no certificate and measure nothing.
@Singleton
public final class TlsConnector {

    private @Nullable X509ExtendedTrustManager platform;

    /// @param shown the certificates that the server showed, its own first
    /// @param distrust the reason not to trust the certificate, or empty
    /// @param trusted the trust managers that were asked
    public record Secured(
            SSLSocket socket,
            List<X509Certificate> shown,
            Optional<Fault> distrust,
            List<X509ExtendedTrustManager> trusted) {

        public Set<X509Certificate> roots() {
            return trusted.stream()
                    .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /// @param serverName sent in SNI and looked for in the certificate, both without a dot at its end (RFC 6066, 3)
    public Secured secure(Socket socket, String serverName, TlsSettings settings, Ask ask)
            throws IOException, GeneralSecurityException {
        ask.enter(Phase.TLS);
        var ascii = HostName.ascii(serverName).orElse(serverName);
        var name = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
        var trusted = trusted(settings.trust());
        var inspector = new CertificateInspector(trusted, name);
        var context = SSLContext.getInstance("TLS");
        context.init(keys(settings.clientCertificate()), new TrustManager[] {inspector}, null);

        var secured = (SSLSocket) context.getSocketFactory().createSocket(socket, name, socket.getPort(), true);
        var parameters = secured.getSSLParameters();
        if (!inspector.comparesNames()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        if (isName(name)) {
            parameters.setServerNames(List.of(new SNIHostName(name)));
        }
        parameters.setApplicationProtocols(settings.protocols().toArray(String[]::new));
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return new Secured(secured, inspector.shown(), inspector.distrust(), trusted);
    }

    /// SNI takes names only, no addresses (RFC 6066, 3), and servers in Java abort the handshake when a name has `_`.
    private static boolean isName(String host) {
        return !HostName.isAddress(host) && !host.contains("_");
    }

    private static KeyManager @Nullable [] keys(@Nullable ClientCertificate client)
            throws GeneralSecurityException, FaultFound {
        if (client == null) {
            return null;
        }
        try {
            var certificate = Buffer.buffer(Files.readAllBytes(Path.of(client.certificate())));
            var key = client.key() == null ? certificate : Buffer.buffer(Files.readAllBytes(Path.of(client.key())));
            return new PemKeyCertOptions()
                    .addCertValue(certificate)
                    .addKeyValue(key)
                    .getKeyManagerFactory(null)
                    .getKeyManagers();
        } catch (GeneralSecurityException e) {
            throw e;
        } catch (Exception e) {
            // Its message may quote the file.
            throw new FaultFound(Fault.unsure(
                    OTHER,
                    "the client certificate or its key cannot be read: %s"
                            .formatted(e.getClass().getSimpleName())));
        }
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
        } catch (IOException | CertificateException | InvalidPathException e) {
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
