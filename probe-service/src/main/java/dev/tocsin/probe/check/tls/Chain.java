package dev.tocsin.probe.check.tls;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The certificates from a server's own to a trusted root, both included (RFC 5280, 6).
record Chain(List<X509Certificate> certificates) {

    /// A chain that is valid at that time; empty where there is none. Other certificates that the server shows are
    /// left out.
    static Optional<Chain> at(Instant time, List<X509Certificate> shown, Collection<X509Certificate> roots)
            throws GeneralSecurityException {
        var anchors = roots.stream()
                .filter(root -> !time.isAfter(root.getNotAfter().toInstant()))
                .map(root -> new TrustAnchor(root, null))
                .collect(Collectors.toSet());
        if (anchors.isEmpty()) {
            return Optional.empty();
        }
        var own = new X509CertSelector();
        own.setCertificate(shown.getFirst());
        var wanted = new PKIXBuilderParameters(anchors, own);
        wanted.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(shown)));
        wanted.setRevocationEnabled(false);
        wanted.setDate(Date.from(time));
        try {
            var built = (PKIXCertPathBuilderResult)
                    CertPathBuilder.getInstance("PKIX").build(wanted);
            var certificates = new ArrayList<X509Certificate>();
            built.getCertPath().getCertificates().forEach(one -> certificates.add((X509Certificate) one));
            certificates.add(built.getTrustAnchor().getTrustedCert());
            return Optional.of(new Chain(certificates));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    X509Certificate firstToEnd() {
        return certificates.stream()
                .min(Comparator.comparing(X509Certificate::getNotAfter))
                .orElseThrow();
    }
}
