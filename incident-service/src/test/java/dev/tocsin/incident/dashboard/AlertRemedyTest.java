package dev.tocsin.incident.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AlertRemedyTest {

    /// A row of the table of operator alerts, up to the subjects in its first column.
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (\\[?`[a-z].*?) \\| (?:all|incident|notifier|probe) \\|");

    private static final Pattern SUBJECT = Pattern.compile("`([^`]+)`");

    @Test
    void eachAlertThatTheDocumentationListsHasARemedy() throws IOException {
        var documented = documented();

        assertThat(documented).hasSizeGreaterThan(18).contains("stalled/SERVICE/PART", "set-aside/ID@REGION", "blind");
        assertThat(documented)
                .allSatisfy(subject ->
                        assertThat(AlertRemedy.of(subject)).as(subject).isPresent());
    }

    @Test
    void whatIsNotKnownHasNone() {
        assertThat(AlertRemedy.of("endpoint/old")).isEmpty();
        assertThat(AlertRemedy.of("snapshot-of-something")).isEmpty();
    }

    private static List<String> documented() throws IOException {
        var page = Files.readString(Path.of("../docs/operating.md"));
        return ROW.matcher(page.substring(page.indexOf("## Operator alerts"), page.indexOf("## Sizing")))
                .results()
                .map(row -> row.group(1))
                .flatMap(subjects -> SUBJECT.matcher(subjects).results().map(MatchResult::group))
                .map(subject -> subject.replace("`", ""))
                .toList();
    }
}
