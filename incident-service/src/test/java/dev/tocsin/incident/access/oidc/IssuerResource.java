package dev.tocsin.incident.access.oidc;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A [TestIssuer], with which people sign in.
public final class IssuerResource implements QuarkusTestResourceLifecycleManager {

    private @Nullable TestIssuer issuer;

    @Override
    public Map<String, String> start() {
        try {
            issuer = new TestIssuer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "tocsin.oidc.issuer",
                issuer.address(),
                "tocsin.oidc.client-id",
                TestIssuer.CLIENT,
                "tocsin.oidc.client-secret",
                TestIssuer.SECRET,
                "tocsin.oidc.name",
                "Harbour Login");
    }

    @Override
    public void stop() {
        if (issuer != null) {
            issuer.stop();
        }
    }
}
