package dev.tocsin.stack.inbox;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/// Pages as text: the frame around each [InboxSection], and the escaping of text from others.
public final class Html {

    private static final String STYLE = resource("page.css");

    private Html() {}

    /// Makes text harmless, in elements and in quoted attributes.
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    static String page(List<InboxSection> sections, InboxSection current, String body) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                <nav>%s</nav>
                <main>
                %s</main>
                </body>
                </html>
                """.formatted(escaped(current.title()), STYLE, tabs(sections, current.name()), body);
    }

    private static String tabs(List<InboxSection> sections, String current) {
        return sections.stream()
                .map(section -> "<a href=\"/%s\"%s>%s</a>"
                        .formatted(
                                section.name(),
                                section.name().equals(current) ? " aria-current=\"page\"" : "",
                                escaped(section.title())))
                .collect(Collectors.joining("\n"));
    }

    private static String resource(String name) {
        try (var in = requireNonNull(Html.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
