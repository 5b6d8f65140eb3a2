package dev.tocsin.notifier.subscription.page;

import dev.tocsin.contract.catalog.PageDefined;
import dev.tocsin.contract.catalog.PageDefined.Accent;
import dev.tocsin.contract.catalog.PageDefined.FooterLink;
import dev.tocsin.notifier.subscription.kafka.PublishedCatalog;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The looks of pages for subscribers, which are those of the trust page.
@Named("brand")
@Singleton
public final class SubscriberBrand {

    private static final String COLOUR = "#[0-9a-f]{6}";

    private final PublishedCatalog catalog;

    SubscriberBrand(PublishedCatalog catalog) {
        this.catalog = catalog;
    }

    /// The colours of links; null for Tocsin's own, and for what is not a colour.
    public @Nullable Accent accent() {
        return catalog.page()
                .map(PageDefined::accent)
                .filter(accent ->
                        accent.light().matches(COLOUR) && accent.dark().matches(COLOUR))
                .orElse(null);
    }

    public List<FooterLink> links() {
        return catalog.page().map(PageDefined::links).orElse(List.of());
    }
}
