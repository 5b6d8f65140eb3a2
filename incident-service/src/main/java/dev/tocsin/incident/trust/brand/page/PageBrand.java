package dev.tocsin.incident.trust.brand.page;

import dev.tocsin.contract.catalog.PageDefined.FooterLink;
import dev.tocsin.incident.http.Document;
import dev.tocsin.incident.trust.brand.Brand;
import dev.tocsin.incident.trust.brand.CurrentBrand;
import dev.tocsin.incident.trust.brand.Logo;
import dev.tocsin.incident.trust.live.CurrentView;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// The brand for templates. The addresses of its files differ where the files do, so that browsers may keep them.
@Named("brand")
@Singleton
public final class PageBrand implements CurrentBrand {

    private static final Map<String, String> HEADERS = Map.of(HttpHeaders.CACHE_CONTROL, "public, max-age=86400");

    private final CurrentView live;
    private final @Nullable Logo logo;

    /// @param logo the file, which is read once
    PageBrand(CurrentView live, @ConfigProperty(name = "tocsin.page.logo") Optional<Path> logo) {
        this.live = live;
        this.logo = logo.map(LogoFile::read).orElse(null);
    }

    void serve(@Observes Router router) {
        router.get("/brand/colours.css").handler(context -> answer(context, stylesheet()));
        router.get("/brand/logo").handler(context -> answer(context, picture()));
    }

    private static void answer(RoutingContext context, @Nullable Document file) {
        if (file == null) {
            context.next();
        } else {
            Document.answer(context, Uni.createFrom().item(file), HEADERS);
        }
    }

    private @Nullable Document stylesheet() {
        var css = get().css();
        return css.isEmpty() ? null : Document.of(css, "text/css;charset=UTF-8");
    }

    private @Nullable Document picture() {
        return logo == null ? null : Document.of(logo.bytes(), logo.type());
    }

    @Override
    public Brand get() {
        return Brand.of(live.view().catalog().page().orElse(null), logo);
    }

    /// The path of its style sheet; null where it needs none.
    public @Nullable String colours() {
        var css = get().css();
        return css.isEmpty() ? null : "/brand/colours.css?v=%08x".formatted(css.hashCode());
    }

    public @Nullable Logo logo() {
        return logo;
    }

    /// The path of the logo, if there is one.
    public String logoPath() {
        return "/brand/logo?v=%08x".formatted(logo == null ? 0 : logo.data().hashCode());
    }

    public List<FooterLink> links() {
        return get().links();
    }
}
