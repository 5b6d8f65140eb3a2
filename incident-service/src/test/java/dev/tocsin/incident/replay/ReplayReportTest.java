package dev.tocsin.incident.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.incident.replay.ReplayReport.ComparedIncident;
import dev.tocsin.incident.replay.ReplayReport.NoticeTotals;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReplayReportTest {

    private static final Instant NOON = Instant.parse("2006-04-11T12:00:00Z");

    @Test
    void ofThousandsOfCellsThatOneReplayHasAloneAFewAreNamed() {
        var both = Cell.of("login@na");
        var more = IntStream.range(0, 3_000)
                .mapToObj(number -> Cell.of("part-%04d@na".formatted(number)))
                .toList();

        var row = new ComparedIncident(
                outcome(List.of(both)),
                outcome(Stream.concat(Stream.of(both), more.stream()).toList()));

        assertThat(row.gained().named()).isEqualTo(more.subList(0, 20));
        assertThat(row.gained().more()).isEqualTo(2_980);
        assertThat(row.lost().isEmpty()).isTrue();
    }

    private static IncidentOutcome outcome(List<Cell> cells) {
        return new IncidentOutcome(
                "0123456789ab",
                "Log in is down",
                Severity.MAJOR,
                1,
                NOON,
                NOON,
                NOON,
                null,
                cells,
                null,
                new NoticeTotals(1, 0, 0));
    }
}
