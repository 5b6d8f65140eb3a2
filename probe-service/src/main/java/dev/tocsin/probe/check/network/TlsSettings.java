package dev.tocsin.probe.check.network;

import dev.tocsin.contract.catalog.Question.ClientCertificate;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The certificates that a TLS connection trusts and shows, and its protocols.
///
/// @param trust a PEM file with roots that are trusted besides the platform's, or null
/// @param clientCertificate shown to a server that asks for a certificate, or null
/// @param protocols the protocols that are offered inside, by their ALPN names, the best first; empty offers none
public record TlsSettings(
        @Nullable String trust, @Nullable ClientCertificate clientCertificate, List<String> protocols) {

    public static @Nullable ClientCertificate fill(
            @Nullable ClientCertificate certificate, UnaryOperator<String> secrets) {
        if (certificate == null) {
            return null;
        }
        var key = certificate.key();
        return new ClientCertificate(secrets.apply(certificate.certificate()), key == null ? null : secrets.apply(key));
    }
}
