package dev.tocsin.notifier.http;

import dev.tocsin.support.http.BasePath;
import dev.tocsin.support.http.Site;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

final class BasePathProducer {

    private static final Set<String> OWN = Set.of("api", "subscriptions");

    private BasePathProducer() {}

    /// @param url the address at which readers reach the pages of this service
    @Produces
    @Singleton
    static BasePath basePath(@ConfigProperty(name = "tocsin.notifier.url") URI url) {
        return new BasePath(new Site(url).path(), OWN);
    }
}
