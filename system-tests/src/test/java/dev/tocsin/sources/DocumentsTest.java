package dev.tocsin.sources;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The documents name what is there.
class DocumentsTest {

    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|mailto:|#)([^)#\\s]+)(?:#[^)]*)?\\)");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern CLASS_NAME = Pattern.compile("(?<![\\w$/-])[A-Z][a-z0-9]+[A-Za-z0-9]*");
    private static final Pattern DECLARATION = Pattern.compile("\\b(?:class|record|interface|enum)\\s+([A-Z]\\w*)");

    /// Such as `engine/…/detection/`, without the words that stand for any name.
    private static final Pattern SHORTENED =
            Pattern.compile("([a-z-]+)(?:/src/test)?/…/(?![^`]*(?:NAME|KIND|Name|Kind))([\\w./-]+)");

    @Test
    void eachRelativeLinkLeadsToAFile() {
        assertThat(documents())
                .isNotEmpty()
                .allSatisfy(document -> assertThat(found(LINK, Sources.read(document)))
                        .as("links of %s", document)
                        .allMatch(link -> Files.exists(document.resolveSibling(link))));
    }

    @Test
    void eachClassInTheArchitectureExists() {
        var declared = Sources.modules().stream()
                .flatMap(module -> Sources.files(module.resolve("src"), ".java"))
                .flatMap(file -> found(DECLARATION, Sources.read(file)).stream())
                .collect(toSet());

        var named = found(CODE, Sources.read(Sources.HOME.resolve("ARCHITECTURE.md"))).stream()
                .flatMap(code -> CLASS_NAME.matcher(code).results().map(MatchResult::group))
                .collect(toSet());

        assertThat(named).hasSizeGreaterThan(100).allMatch(declared::contains);
    }

    @Test
    void eachShortenedPathInTheGuideForContributorsExists() {
        var paths = SHORTENED
                .matcher(Sources.read(Sources.HOME.resolve("CONTRIBUTING.md")))
                .results()
                .toList();

        assertThat(paths)
                .hasSizeGreaterThan(10)
                .allSatisfy(path -> assertThat(paths(path.group(1)))
                        .as(path.group())
                        .anyMatch(file -> file.contains("/" + path.group(2))));
    }

    private static Set<String> paths(String module) {
        var folder = Sources.HOME.resolve(module).resolve("src");
        return Stream.of(".java", ".json", ".yaml", ".sql")
                .flatMap(ending -> Sources.files(folder, ending))
                .map(Path::toString)
                .collect(toSet());
    }

    private static List<Path> documents() {
        return Stream.concat(
                        Stream.of(
                                        "README.md",
                                        "ARCHITECTURE.md",
                                        "CONTRIBUTING.md",
                                        "CHANGELOG.md",
                                        "RELEASING.md",
                                        "SECURITY.md")
                                .map(Sources.HOME::resolve),
                        Sources.files(Sources.HOME.resolve("docs"), ".md"))
                .toList();
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }
}
