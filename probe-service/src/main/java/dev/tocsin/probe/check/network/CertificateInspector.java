package dev.tocsin.probe.check.network;

import static dev.tocsin.contract.health.ErrorKind.CERTIFICATE_EXPIRED;
import static dev.tocsin.contract.health.ErrorKind.CERTIFICATE_UNTRUSTED;
import static dev.tocsin.contract.health.ErrorKind.CERTIFICATE_WRONG_NAME;

import dev.tocsin.probe.check.Fault;
import java.net.Socket;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Lets every handshake pass and remembers its fault: expired before untrusted before wrong name, since each hides the
/// ones after it.
final class CertificateInspector extends X509ExtendedTrustManager {

    private static final int DNS_NAME = 2;

    private final List<X509ExtendedTrustManager> trusted;
    private final String serverName;
    private List<X509Certificate> shown = List.of();
    private Optional<Fault> distrust = Optional.empty();

    /// @param trusted the trust managers, one of which has to trust the chain
    /// @param serverName the name that the certificate has to have
    CertificateInspector(List<X509ExtendedTrustManager> trusted, String serverName) {
        this.trusted = trusted;
        this.serverName = serverName;
    }

    /// Whether this class compares names itself. The JDK never finds a name with `_` in a certificate, and
    /// names of containers have one.
    boolean comparesNames() {
        return serverName.contains("_");
    }

    /// The certificates that the server showed, its own first.
    List<X509Certificate> shown() {
        if (shown.isEmpty()) {
            throw new IllegalStateException("the server has sent no certificate");
        }
        return shown;
    }

    Optional<Fault> distrust() {
        return distrust;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
        shown = List.of(chain);
        distrust = expired(chain[0]).or(() -> untrusted(chain, authType, socket));
    }

    private Optional<Fault> untrusted(X509Certificate[] chain, String authType, Socket socket) {
        var last = Optional.<Fault>empty();
        for (var roots : trusted) {
            try {
                roots.checkServerTrusted(chain, authType, socket);
                return comparesNames() && !isNamed(chain[0]) ? Optional.of(wrongName(chain[0])) : Optional.empty();
            } catch (CertificateException e) {
                last = Optional.of(chainIsAtFault(e) ? untrusted(chain) : wrongName(chain[0]));
                if (last.get().kind() == CERTIFICATE_WRONG_NAME) {
                    return last;
                }
            }
        }
        return last;
    }

    /// The JDK validates the chain first, and only then compares names, with an exception that has no cause.
    private static boolean chainIsAtFault(CertificateException exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertPathValidatorException
                    || cause.getClass().getSimpleName().equals("ValidatorException")) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Fault> expired(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant().isBefore(Instant.now())
                ? Optional.of(Fault.of(
                        CERTIFICATE_EXPIRED,
                        "expired at %s".formatted(certificate.getNotAfter().toInstant())))
                : Optional.empty();
    }

    private static Fault untrusted(X509Certificate[] chain) {
        if (chain[0].getNotBefore().toInstant().isAfter(Instant.now())) {
            return Fault.of(
                    CERTIFICATE_UNTRUSTED,
                    "not valid before %s".formatted(chain[0].getNotBefore().toInstant()));
        }
        return Arrays.stream(chain)
                .skip(1)
                .flatMap(issuer -> expired(issuer).stream())
                .findFirst()
                .orElseGet(() -> Fault.of(
                        CERTIFICATE_UNTRUSTED,
                        "the certificate chain ends with the issuer %s, which is not trusted"
                                .formatted(chain[chain.length - 1]
                                        .getIssuerX500Principal()
                                        .getName())));
    }

    /// RFC 9525, 6.3: the whole name, or a `*` in the place of its first label.
    private boolean isNamed(X509Certificate certificate) throws CertificateException {
        var names = certificate.getSubjectAlternativeNames();
        var behindFirstLabel = serverName.substring(Math.max(0, serverName.indexOf('.')));
        return names != null
                && names.stream()
                        .filter(name -> name.getFirst().equals(DNS_NAME))
                        .map(name -> String.valueOf(name.get(1)))
                        .anyMatch(name -> name.equalsIgnoreCase(serverName)
                                || (behindFirstLabel.startsWith(".") && name.equalsIgnoreCase("*" + behindFirstLabel)));
    }

    private static Fault wrongName(X509Certificate certificate) {
        return Fault.of(
                CERTIFICATE_WRONG_NAME,
                "the certificate of %s is not valid for the requested name"
                        .formatted(certificate.getSubjectX500Principal().getName()));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
        throw new UnsupportedOperationException("only sockets are used");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {
        throw new UnsupportedOperationException("only sockets are used");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
        throw new UnsupportedOperationException("a probe accepts no connections");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
        throw new UnsupportedOperationException("a probe accepts no connections");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {
        throw new UnsupportedOperationException("a probe accepts no connections");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
