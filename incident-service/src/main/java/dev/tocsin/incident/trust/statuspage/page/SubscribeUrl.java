package dev.tocsin.incident.trust.statuspage.page;

import dev.tocsin.support.http.Site;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// The URL at which customers subscribe.
@Singleton
class SubscribeUrl {

    private final @Nullable URI url;

    /// @param notifier the URL of the notifier; without it pages do not offer to subscribe
    SubscribeUrl(@ConfigProperty(name = "tocsin.notifier.url") Optional<URI> notifier) {
        this.url = notifier.map(it -> new Site(it).at("/subscriptions")).orElse(null);
    }

    @Nullable
    URI get() {
        return url;
    }
}
