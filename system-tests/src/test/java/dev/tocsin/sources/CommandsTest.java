package dev.tocsin.sources;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.sources.CommandParser.Found;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each command of the documents is run by a test, or `docs/commands.md` says why none runs it.
class CommandsTest {

    private static final String PAGE = Sources.read(DocumentedCommand.LIST);
    private static final String NOT_RUN = "\n## Not run by a test\n";

    /// A row's command, its pages, and its tests or a reason.
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| ([^|]+) \\| ([^|]+) \\|$");

    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:Test|IT))`");

    private static final List<Found> FOUND =
            DocumentedCommand.pages().stream().map(CommandParser::read).toList();

    private static final List<DocumentedCommand> COMMANDS =
            FOUND.stream().flatMap(found -> found.commands().stream()).toList();

    private static final List<Row> ROWS = ROW.matcher(PAGE)
            .results()
            .map(row -> new Row(
                    row.group(1),
                    Set.of(row.group(2).split(", ", -1)),
                    row.group(3),
                    row.start() < PAGE.indexOf(NOT_RUN)))
            .toList();

    /// @param command its words, where `…` stands for anything
    /// @param answer the tests that run it, or why none does
    private record Row(String command, Set<String> pages, String answer, boolean isRun) {

        List<String> tests() {
            return TEST.matcher(answer).results().map(test -> test.group(1)).toList();
        }

        boolean lists(DocumentedCommand documented) {
            return pages.contains(documented.page()) && documented.fits(command);
        }

        @Override
        public String toString() {
            return "`%s` of %s".formatted(command, pages);
        }
    }

    @Test
    void everyBlockIsKnownToBeACommandOrNone() {
        assertThat(FOUND.stream().flatMap(found -> found.problems().stream())).isEmpty();
    }

    @Test
    void eachCommandStandsInOneRow() {
        assertThat(COMMANDS)
                .hasSizeGreaterThan(80)
                .allSatisfy(command -> assertThat(ROWS)
                        .as(
                                "rows of docs/commands.md for %s%nAdd its row: with the test that runs it, or below with the"
                                        + " reason why none does",
                                command)
                        .filteredOn(row -> row.lists(command))
                        .hasSize(1));
    }

    @Test
    void eachRowIsAboutCommandsThatStandInItsPages() {
        assertThat(ROWS)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.pages())
                        .as("pages of the row %s. Remove it, or the page from it, when the command is gone", row)
                        .isEqualTo(COMMANDS.stream()
                                .filter(row::lists)
                                .map(DocumentedCommand::page)
                                .collect(toSet())));
    }

    @Test
    void eachLineOfATableIsARow() {
        assertThat(PAGE.lines().filter(line -> line.startsWith("| `")))
                .as("lines of docs/commands.md that are not of the form: | `command` | pages | tests or reason |")
                .allMatch(line -> ROW.matcher(line).matches());
    }

    @Test
    void eachTestThatIsNamedExists() {
        var tests = Sources.modules().stream()
                .flatMap(module -> Sources.files(module.resolve("src/test/java"), ".java"))
                .map(file -> String.valueOf(file.getFileName()).replace(".java", ""))
                .collect(toSet());

        assertThat(PAGE).contains(NOT_RUN);
        assertThat(ROWS)
                .allSatisfy(row -> assertThat(row.tests())
                        .as("tests of the row %s. A command that no test runs belongs to the second table", row)
                        .matches(named -> !named.isEmpty() || !row.isRun())
                        .allMatch(tests::contains));
    }

    /// The other tests run commands in a manner of their own; this one takes them from the pages by what the rows say.
    @Test
    void theTestOfCommandsRunsEachOfItsRows() {
        var source = Sources.read(
                        Sources.HOME.resolve("system-tests/src/test/java/dev/tocsin/system/DocumentedCommandsIT.java"))
                .replaceAll("\\s+", " ");

        assertThat(ROWS)
                .filteredOn(row -> row.isRun() && row.tests().contains("DocumentedCommandsIT"))
                .hasSizeGreaterThan(30)
                .allSatisfy(row -> assertThat(row.pages())
                        .allSatisfy(page -> assertThat(source)
                                .as("the command that DocumentedCommandsIT runs for the row %s", row)
                                .contains("\"%s\", \"%s\"".formatted(page, row.command()))));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
            '    curl a \\\\\\n      b    # c'                 => curl a b
            '    (umask 077; for a in b; do\\n       d; done)' => (umask 077; for a in b; do d; done)
            '    a=b\\n    java "$a"'                         => a=b java "$a"
            '```bash\\nset -e\\njq .\\n```'                   => set -e jq .
            'Then `./tocsin\\ndown` stops `it all`.'         => ./tocsin down
            """)
    void linesThatBelongTogetherAreOneCommand(String text, String words) {
        var found =
                CommandParser.read("page.md", "\n\n" + text.replace("\\n", "\n").replace("\\\\", "\\") + "\n");

        assertThat(found.commands()).extracting(DocumentedCommand::words).containsExactly(words);
        assertThat(found.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'    frobnicate --all\n', `frobnicate` is not known", "'```ruby\nputs\n```\n', a block marked `ruby`"})
    void anUnknownWordIsAProblem(String text, String problem) {
        assertThat(CommandParser.read("page.md", "\n\n" + text).problems())
                .singleElement()
                .asString()
                .contains(problem);
    }
}
