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
            return "`%s` of %s: %s".formatted(command, pages, answer);
        }
    }

    @Test
    void everyBlockIsKnownToBeACommandOrNone() {
        assertThat(FOUND.stream().flatMap(found -> found.problems().stream())).isEmpty();
    }

    @Test
    void eachCommandStandsInOneRow() {
        assertThat(COMMANDS.size()).isGreaterThan(80);
        assertThat(COMMANDS)
                .filteredOn(command -> rowsOf(command).size() != 1)
                .as("commands that do not stand in exactly one row of docs/commands.md. Add a row, with the test that"
                        + " runs the command or the reason why none does; or make the rows' `…` more distinctive")
                .isEmpty();
    }

    @Test
    void eachRowIsAboutCommandsThatStandInItsPages() {
        assertThat(ROWS)
                .filteredOn(row -> !row.pages().equals(pagesWith(row)))
                .as("rows of docs/commands.md whose command is gone from some of the pages. Remove them, or the pages")
                .isEmpty();
    }

    @Test
    void eachLineOfATableIsARow() {
        assertThat(PAGE.lines())
                .filteredOn(line -> line.startsWith("| `") && !ROW.matcher(line).matches())
                .as("lines of docs/commands.md that are not of the form: | `command` | pages | tests or reason |")
                .isEmpty();
    }

    @Test
    void eachRowOfTheFirstTableNamesATestAndEachNamedTestExists() {
        var tests = Sources.modules().stream()
                .flatMap(module -> Sources.files(module.resolve("src/test/java"), ".java"))
                .map(file -> String.valueOf(file.getFileName()).replace(".java", ""))
                .collect(toSet());

        assertThat(PAGE).contains(NOT_RUN);
        assertThat(ROWS)
                .filteredOn(row -> row.isRun() && row.tests().isEmpty())
                .as("rows of docs/commands.md that name no test. Move them to the second table")
                .isEmpty();
        assertThat(ROWS)
                .filteredOn(row -> !tests.containsAll(row.tests()))
                .as("rows of docs/commands.md that name a test that does not exist")
                .isEmpty();
    }

    /// Other tests run commands in a way of their own. This one takes them from the pages, as the rows say.
    @Test
    void theTestOfCommandsRunsEachOfItsRows() {
        var source = Sources.read(
                        Sources.HOME.resolve("system-tests/src/test/java/dev/tocsin/system/DocumentedCommandsIT.java"))
                .replaceAll("\\s+", " ");
        var run = ROWS.stream()
                .filter(row -> row.isRun() && row.tests().contains("DocumentedCommandsIT"))
                .flatMap(row -> row.pages().stream().map(page -> "\"%s\", \"%s\"".formatted(page, row.command())))
                .toList();

        assertThat(run.size()).isGreaterThan(40);
        assertThat(run)
                .filteredOn(command -> !source.contains(command))
                .as("rows of docs/commands.md that DocumentedCommandsIT does not run. Run them there with these words")
                .isEmpty();
    }

    private static List<Row> rowsOf(DocumentedCommand command) {
        return ROWS.stream().filter(row -> row.lists(command)).toList();
    }

    private static Set<String> pagesWith(Row row) {
        return COMMANDS.stream().filter(row::lists).map(DocumentedCommand::page).collect(toSet());
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
