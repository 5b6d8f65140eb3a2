package dev.tocsin.engine.catalog.file;

import dev.tocsin.contract.catalog.PageDefined.Accent;
import dev.tocsin.contract.catalog.PageDefined.FooterLink;
import dev.tocsin.engine.catalog.Colour;
import dev.tocsin.engine.catalog.PageTheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads how public pages look: the colour of links, and links at their foot.
final class BrandReader {

    private static final int MOST_LINKS = 8;
    private static final int LONGEST_TEXT = 60;
    private static final int LONGEST_ADDRESS = 500;

    /// `http:` would lead readers of a secure page to where others can change what they read.
    private static final Pattern ADDRESS =
            Pattern.compile("https://[^\\s\"<>\\\\@]+|mailto:[^\\s\"<>\\\\@]+@[^\\s\"<>\\\\@]+");

    private BrandReader() {}

    static Optional<Accent> accent(Section page) {
        return page.section("accent").flatMap(accent -> {
            var light = accent.required("light", "\"#2b59c3\"").flatMap(value -> colour(value, PageTheme.LIGHT));
            var dark = accent.required("dark", "\"#8fb0ff\"").flatMap(value -> colour(value, PageTheme.DARK));
            accent.end();
            return light.flatMap(day -> dark.map(night -> new Accent(day, night)));
        });
    }

    private static Optional<String> colour(Value value, PageTheme theme) {
        return value.text()
                .flatMap(text -> Colour.of(text)
                        .map(colour -> readable(colour, value, theme))
                        .orElseGet(() -> value.wrong("\"%s\" is not a colour such as \"#2b59c3\"".formatted(text))));
    }

    private static Optional<String> readable(Colour colour, Value value, PageTheme theme) {
        var surface = colour.leastContrasting(theme.surfaces());
        return colour.isReadableOn(surface)
                ? Optional.of(colour.toString())
                : value.wrong(String.format(
                        Locale.ROOT,
                        "%s has a contrast of %.1f : 1 on %s of the %s theme, and text needs 4.5 : 1; %s would be right",
                        colour,
                        colour.contrastWith(surface),
                        surface,
                        theme.name().toLowerCase(Locale.ROOT),
                        colour.nearestReadableOn(theme.surfaces())));
    }

    static List<FooterLink> links(Section page) {
        var values = page.list("links");
        if (values.size() > MOST_LINKS) {
            values.get(MOST_LINKS).refuse("there are at most %d links".formatted(MOST_LINKS));
        }
        var links = new ArrayList<FooterLink>();
        values.forEach(value -> value.section().ifPresent(section -> {
            var text = section.required("text", "Imprint")
                    .flatMap(said -> said.text().filter(words -> isShort(words, LONGEST_TEXT, said)));
            var to = section.required("to", "\"https://harbour.example/imprint\"")
                    .flatMap(BrandReader::address);
            section.end();
            text.ifPresent(words -> to.ifPresent(address -> links.add(new FooterLink(words, address))));
        }));
        return List.copyOf(links);
    }

    private static Optional<String> address(Value value) {
        return value.text()
                .filter(to -> isShort(to, LONGEST_ADDRESS, value))
                .filter(to -> ADDRESS.matcher(to).matches()
                        || value.refuse("\"%s\" is neither https://host/path nor mailto:name@host".formatted(to)));
    }

    private static boolean isShort(String text, int most, Value value) {
        return text.codePointCount(0, text.length()) <= most
                || value.refuse("is longer than %d characters".formatted(most));
    }
}
