package dev.tocsin.incident.trust.html;

import dev.tocsin.contract.catalog.PageDefined;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.incident.trust.live.CurrentView;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// The trust page as other sites know it, for the heads of pages.
@Named("site")
@Singleton
public final class PublicSite {

    private static final String LOCAL = "http://localhost:8080";

    private final CurrentView live;
    private final @Nullable String url;

    /// @param url the URL at which readers reach the trust page; without it, the address in the catalog
    PublicSite(CurrentView live, @ConfigProperty(name = "tocsin.incident.url") Optional<URI> url) {
        this.live = live;
        this.url = url.map(URI::toString).orElse(null);
    }

    public String name() {
        return DisplayNames.page(live.view().catalog());
    }

    /// @param path of the service, beginning with `/`
    public String at(String path) {
        var root =
                url == null ? live.view().catalog().page().map(PageDefined::url).orElse(LOCAL) : url;
        return root.replaceFirst("/+$", "") + path;
    }
}
