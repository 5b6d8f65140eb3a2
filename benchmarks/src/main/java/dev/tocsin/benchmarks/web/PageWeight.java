package dev.tocsin.benchmarks.web;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The parts that a browser loads to show a page, with their compressed sizes.
///
/// @param parts the page itself first
public record PageWeight(List<WeighedPart> parts) {

    private static final Pattern LOADED =
            Pattern.compile("<(?:link[^>]*\\brel=\"(?:icon|stylesheet)\"[^>]*\\bhref|script[^>]*\\bsrc|img[^>]*\\bsrc"
                    + "|link[^>]*\\bhref)=\"(/static/[^\"]+)\"");

    /// @param bytes of its body
    public record WeighedPart(String path, long bytes) {}

    public PageWeight {
        parts = List.copyOf(parts);
    }

    /// The paths of everything that this page makes a browser load, each once.
    public static List<String> loadedBy(String html) {
        return LOADED.matcher(html)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    public long all() {
        return parts.stream().mapToLong(WeighedPart::bytes).sum();
    }

    @Override
    public String toString() {
        var text = new StringBuilder(String.format(Locale.ROOT, "%.1f kB", all() / 1_000.0));
        parts.forEach(part -> text.append(String.format(
                Locale.ROOT,
                "%s %.1f %s",
                text.indexOf(":") < 0 ? ":" : ",",
                part.bytes() / 1_000.0,
                part.path().replaceAll(".*/(?=.)", ""))));
        return text.toString();
    }
}
