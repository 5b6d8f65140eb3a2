package dev.tocsin.sources;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A shell command of a document.
///
/// @param page the document's file name, such as `api.md`
/// @param line where it begins, or where the paragraph begins that names it
/// @param script as a reader copies it, perhaps with several lines
public record DocumentedCommand(String page, int line, String script) {

    private static final Path DOCS = Sources.HOME.resolve("docs");

    /// Lists the commands of the other pages.
    static final Path LIST = DOCS.resolve("commands.md");

    private static final Pattern COMMENT = Pattern.compile("(?m)\\s{2,}# .*$");
    private static final Pattern LINE_END = Pattern.compile("\\\\?\\n");
    private static final Pattern ANYTHING = Pattern.compile("\\s*…\\s*");

    /// README.md, CONTRIBUTING.md and the pages in `docs`, without those in its folders.
    static List<Path> pages() {
        return Stream.concat(
                        Stream.of("README.md", "CONTRIBUTING.md").map(Sources.HOME::resolve),
                        Sources.files(DOCS, ".md")
                                .filter(page -> DOCS.relativize(page).getNameCount() == 1 && !page.equals(LIST)))
                .toList();
    }

    /// The only command of a page that fits.
    ///
    /// @param pattern as in [#fits]
    public static DocumentedCommand of(String page, String pattern) {
        var commands = pages().stream()
                .filter(path -> path.endsWith(page))
                .flatMap(path -> CommandParser.read(path).commands().stream())
                .toList();
        var found = commands.stream().filter(command -> command.fits(pattern)).toList();
        if (found.size() != 1) {
            throw new AssertionError("%s must have one command like `%s`, but has %d. Its commands are:%n%s"
                    .formatted(
                            page,
                            pattern,
                            found.size(),
                            commands.stream().map(DocumentedCommand::toString).collect(joining("\n"))));
        }
        return found.getFirst();
    }

    /// @param pattern the command's words, where `…` stands for anything
    boolean fits(String pattern) {
        return words().matches(Stream.of(ANYTHING.split(pattern, -1))
                .map(Pattern::quote)
                .collect(joining(".*")));
    }

    /// The script on one line, with single spaces and without comments.
    String words() {
        var text = COMMENT.matcher(script).replaceAll("");
        return LINE_END.matcher(text).replaceAll(" ").replaceAll("\\s+", " ").strip();
    }

    @Override
    public String toString() {
        return "%s:%d: %s".formatted(page, line, words());
    }
}
