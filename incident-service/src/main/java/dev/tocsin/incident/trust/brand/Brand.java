package dev.tocsin.incident.trust.brand;

import dev.tocsin.contract.catalog.PageDefined;
import dev.tocsin.contract.catalog.PageDefined.Accent;
import dev.tocsin.contract.catalog.PageDefined.FooterLink;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The looks of a page, as the catalog and the configuration say.
///
/// @param accent null for Tocsin's own colour
/// @param logo null for none
public record Brand(
        @Nullable Accent accent,
        List<FooterLink> links,
        @Nullable Logo logo) {

    public static Brand of(@Nullable PageDefined page, @Nullable Logo logo) {
        var links = page == null ? null : page.links();
        return new Brand(page == null ? null : page.accent(), links == null ? List.of() : links, logo);
    }

    /// The style sheet that is added to that of the pages. The catalog's reader checked the colours; a record
    /// from elsewhere is trusted with nothing but colours.
    public String css() {
        var colours = accent;
        return colours == null || !isColour(colours.light()) || !isColour(colours.dark())
                ? ""
                : """
                  :root { --link: light-dark(%s, %s); }
                  main .button { background: var(--link); border-color: var(--link); }
                  """.formatted(colours.light(), colours.dark());
    }

    private static boolean isColour(String text) {
        return text.matches("#[0-9a-f]{6}");
    }
}
