package dev.tocsin.stack.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Lays a page out in the installed Chromium, at many widths at once, and measures faults that a reader would notice.
///
/// Each width is a frame of one document, so that one start of the browser is enough for all of them. The documents
/// stay in `target/layout` for inspection.
public final class PageLayout {

    /// A phone of the smallest kind, a usual phone, a screen of 1,280 pixels at 200 %, and that screen at 100 %.
    private static final List<Integer> WIDTHS = List.of(320, 390, 640, 1280);

    private static final Path FOLDER = Path.of("target", "layout");
    private static final Pattern RESULT = Pattern.compile("<pre id=\"result\">(.*?)</pre>", Pattern.DOTALL);
    private static final Pattern STYLE_SHEET =
            Pattern.compile("<link[^>]*href=\"(/static/bundle/[^\"]+\\.css)\"[^>]*>");
    private static final Pattern WITH_SCRIPT =
            Pattern.compile("<script type=\"text/html\" class=\"with-script\">(.*?)</script>", Pattern.DOTALL);
    private static final Pattern SCRIPT = Pattern.compile("<script[^>]*>.*?</script>", Pattern.DOTALL);

    private PageLayout() {}

    /// The faults of a page at some width, in some theme or in print; empty if there are none.
    ///
    /// @param html as the service answers it
    /// @param files reads a file that the page loads, by its path
    public static List<String> faults(String name, String html, UnaryOperator<String> files) {
        var frames = new ArrayList<String>();
        for (var width : WIDTHS) {
            frames.add(frame("%d px, light".formatted(width), width, styled(html, "light", false, files)));
        }
        frames.add(frame("a phone, dark", WIDTHS.getFirst(), styled(html, "dark", false, files)));
        frames.add(frame("a screen, dark", WIDTHS.getLast(), styled(html, "dark", false, files)));
        frames.add(frame("printed from the dark theme", 718, styled(html, "dark", true, files)));
        return measured(name, String.join("\n", frames));
    }

    private static String styled(String html, String theme, boolean printed, UnaryOperator<String> files) {
        var css = STYLE_SHEET
                .matcher(html)
                .results()
                .map(found -> files.apply(found.group(1)))
                .reduce("", String::concat);
        var shown = WITH_SCRIPT.matcher(html).replaceAll(block -> Matcher.quoteReplacement(block.group(1)));
        return SCRIPT.matcher(STYLE_SHEET.matcher(shown).replaceAll(""))
                .replaceAll("")
                .replace("<html lang=\"en\">", "<html lang=\"en\" data-theme=\"%s\">".formatted(theme))
                .replace(
                        "</head>",
                        "<style>%s * { content-visibility: visible !important }</style></head>"
                                .formatted(printed ? css.replaceAll("@media print", "@media all") : css));
    }

    private static String frame(String name, int width, String html) {
        return "<iframe title=\"%s\" width=\"%d\" height=\"900\" srcdoc=\"%s\"></iframe>"
                .formatted(name, width, html.replace("&", "&amp;").replace("\"", "&quot;"));
    }

    private static List<String> measured(String name, String frames) {
        try {
            Files.createDirectories(FOLDER);
            var file = FOLDER.resolve(name + ".html").toAbsolutePath();
            Files.writeString(
                    file,
                    "<!DOCTYPE html><style>iframe { border: 0 }</style>%s<pre id=\"result\"></pre><script>%s</script>"
                            .formatted(frames, script()));
            var result = RESULT.matcher(opened(file));
            if (!result.find() || result.group(1).isEmpty()) {
                throw new AssertionError("Chromium measured nothing in " + file);
            }
            var json = result.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            return new ObjectMapper().readValue(json, new TypeReference<List<String>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String script() throws IOException {
        try (var script = PageLayout.class.getResourceAsStream("layout.js")) {
            return new String(Objects.requireNonNull(script, "layout.js").readAllBytes(), UTF_8);
        }
    }

    private static String opened(Path file) throws IOException {
        var output = Files.createTempFile("layout", ".html");
        var process = new ProcessBuilder(
                        chromium(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--user-data-dir="
                                + Files.createTempDirectory(FOLDER, "chromium").toAbsolutePath(),
                        "--window-size=1400,1000",
                        "--dump-dom",
                        file.toUri().toString())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(120, SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("Chromium did not end with " + file);
            }
            return Files.readString(output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            Files.delete(output);
        }
    }

    private static String chromium() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Chromium is not there: install the package chromium"));
    }
}
