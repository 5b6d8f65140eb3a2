package dev.tocsin.stack.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// The W3C's validator (vnu), in a JVM of its own, since it brings old libraries along. Its users need
/// `nu.validator:validator` on their class path.
public final class HtmlValidator {

    private static final String VALIDATOR = "nu.validator.client.SimpleCommandLineValidator";
    private static final Pattern ITS_JARS = Pattern.compile(
            ".*/(validator|icu4j|htmlunit-csp|commons-text|commons-lang3|log4j|jetty-[a-z]+|slf4j-api|javax\\.json)-[0-9][^/]*\\.jar");
    private static final int PATIENCE_SECONDS = 60;

    /// Properties of CSS that every browser knows, and this validator does not.
    private static final Pattern KNOWN_TO_BROWSERS =
            Pattern.compile("CSS: “(contain-intrinsic-size|vector-effect)”: Property .* doesn't exist\\.");

    /// Parts that scripts insert and that text browsers do not show.
    private static final Pattern WITH_SCRIPT =
            Pattern.compile("<script type=\"text/html\" class=\"with-script\">(.*?)</script>", Pattern.DOTALL);

    private HtmlValidator() {}

    /// Errors of all pages, without scripts and with the parts that these insert. Each begins with the page's name.
    ///
    /// @param pages their HTML by a name, which must be valid for a file
    /// @param folder the folder in which they are left for inspection
    public static List<String> errors(Map<String, String> pages, Path folder) {
        try {
            Files.createDirectories(folder);
            var files = new ArrayList<String>();
            for (var page : pages.entrySet()) {
                files.add(written(folder.resolve(page.getKey() + ".html"), page.getValue()));
                var scripted = WITH_SCRIPT
                        .matcher(page.getValue())
                        .replaceAll(block -> Matcher.quoteReplacement(block.group(1)));
                if (!scripted.equals(page.getValue())) {
                    files.add(written(folder.resolve(page.getKey() + "-with-script.html"), scripted));
                }
            }
            return errors(validated(files));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String written(Path file, String html) throws IOException {
        return Files.writeString(file, html).toString();
    }

    private static List<String> errors(JsonNode result) {
        return StreamSupport.stream(result.path("messages").spliterator(), false)
                .filter(message -> !message.path("type").asText().equals("info"))
                .filter(message -> !KNOWN_TO_BROWSERS
                        .matcher(message.path("message").asText())
                        .matches())
                .map(message -> "%s:%d: %s: %s"
                        .formatted(
                                message.path("url").asText().replaceFirst(".*/", ""),
                                message.path("lastLine").asInt(),
                                message.path("message").asText(),
                                message.path("extract").asText().replace('\n', ' ')))
                .toList();
    }

    private static JsonNode validated(List<String> files) throws IOException {
        var output = Files.createTempFile("validated", ".json");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xss16m",
                "-cp",
                classPath(),
                VALIDATOR,
                "--stdout",
                "--format",
                "json",
                "--exit-zero-always"));
        command.addAll(files);
        var process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the validator did not end");
            }
            var said = Files.readString(output, UTF_8);
            if (!said.startsWith("{")) {
                throw new IllegalStateException("the validator failed: " + said);
            }
            return new ObjectMapper().readTree(said);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            Files.delete(output);
        }
    }

    private static String classPath() {
        var ours = Objects.requireNonNullElseGet(
                System.getProperty("surefire.test.class.path"), () -> System.getProperty("java.class.path"));
        var jars = Arrays.stream(ours.split(Pattern.quote(File.pathSeparator), -1))
                .filter(jar -> ITS_JARS.matcher(jar.replace('\\', '/')).matches())
                .collect(Collectors.joining(File.pathSeparator));
        if (!jars.contains("validator-")) {
            throw new IllegalStateException("nu.validator:validator is not on the class path: " + ours);
        }
        return jars;
    }
}
