package dev.tocsin.engine.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The steps that each state may take. Those that it may not take do not compile.
final class WindowTest {

    private static final Instant MADE = Instant.parse("2006-04-10T12:00:00Z");
    private static final Instant STARTS = Instant.parse("2006-04-16T07:00:00Z");
    private static final Instant ENDS = STARTS.plus(Duration.ofHours(2));
    private static final List<Cell> CACHE = List.of(new Cell("cache", "na"));

    private final ScheduledWindow scheduled =
            ScheduledWindow.made("patching", "Patching", CACHE, STARTS, ENDS, "ann", MADE);

    private final OngoingWindow ongoing = (OngoingWindow) scheduled.next(STARTS).orElseThrow();

    @Test
    void beginsAndEndsInItsTime() {
        assertThat(scheduled.next(STARTS.minusMillis(1))).isEmpty();
        assertThat(ongoing.number()).isEqualTo(2);
        assertThat(ongoing.by()).isEqualTo("ann");
        assertThat(ongoing.next(ENDS.minusMillis(1))).isEmpty();
        assertThat(ongoing.next(ENDS)).get().isInstanceOf(CompletedWindow.class);
    }

    @Test
    void oneThatIsOverHasNoNextState() {
        assertThat(ongoing.complete("ann", ENDS).next(ENDS.plusSeconds(60))).isEmpty();
        assertThat(scheduled.cancel("ann", MADE).next(ENDS)).isEmpty();
    }

    @Test
    void beforeItBeginsAllOfItCanChange() {
        var changed = scheduled.change("Swap disks", CACHE, STARTS.plusSeconds(60), ENDS.plusSeconds(60), "ben", MADE);

        assertThat(changed.title()).isEqualTo("Swap disks");
        assertThat(changed.startsAt()).isEqualTo(STARTS.plusSeconds(60));
        assertThat(changed.by()).isEqualTo("ben");
        assertThat(changed.number()).isEqualTo(2);
        assertThat(changed.prolongedFrom()).isNull();
    }

    @Test
    void prolongedInProgressItKeepsItsFirstEnd() {
        var once = ongoing.change("Patching", CACHE, ENDS.plusSeconds(600), "ann", STARTS);
        var twice = once.change("Patching", CACHE, ENDS.plusSeconds(1_200), "ann", STARTS);
        var back = twice.change("Patching", CACHE, ENDS, "ann", STARTS);

        assertThat(once.prolongedFrom()).isEqualTo(ENDS);
        assertThat(twice.prolongedFrom()).isEqualTo(ENDS);
        assertThat(back.prolongedFrom()).isNull();
    }

    @Test
    void verifiedItIsStillInProgress() {
        var verifying = ongoing.verify("ann", STARTS.plusSeconds(60));

        assertThat(verifying.state()).isEqualTo(WindowState.IN_PROGRESS);
        assertThat(verifying.verifyingSince()).isEqualTo(STARTS.plusSeconds(60));
        assertThat(verifying.complete("ann", STARTS.plusSeconds(90)).verifyingSince())
                .isEqualTo(STARTS.plusSeconds(60));
    }

    @Test
    void completedItEndsNowAndNotBeforeItStarted() {
        assertThat(ongoing.complete("ann", STARTS.plusSeconds(60)).endsAt()).isEqualTo(STARTS.plusSeconds(60));
        assertThat(ongoing.complete("ann", STARTS.minusSeconds(1)).endsAt()).isEqualTo(STARTS);
        assertThat(ongoing.complete("ann", ENDS.plusSeconds(60)).endsAt()).isEqualTo(ENDS);
    }

    @Test
    void cancelledBeforeItBeginsItKeepsItsTimesAndInProgressItEndsNow() {
        assertThat(scheduled.cancel("ann", MADE).endsAt()).isEqualTo(ENDS);
        assertThat(ongoing.cancel("ann", STARTS.plusSeconds(60)).endsAt()).isEqualTo(STARTS.plusSeconds(60));
    }

    @Test
    void itsPlanMayWantItAgain() {
        var longer = ScheduledWindow.planned(
                "patching", "weekly", "Patching, longer", CACHE, STARTS, ENDS.plusSeconds(600), MADE);

        var again = scheduled.cancel(null, MADE).planAgain(longer, MADE);

        assertThat(again.state()).isEqualTo(WindowState.SCHEDULED);
        assertThat(again.title()).isEqualTo("Patching, longer");
        assertThat(again.endsAt()).isEqualTo(ENDS.plusSeconds(600));
        assertThat(again.number()).isEqualTo(3);
    }

    @Test
    void aDocumentIsReadAsTheStateThatWasWritten() throws JsonProcessingException {
        var verifying = ongoing.verify("ann", STARTS);
        for (var window :
                List.of(scheduled, ongoing, verifying, verifying.complete("ann", ENDS), ongoing.cancel(null, ENDS))) {
            var document = Json.mapper().writeValueAsString(window);

            assertThat(Json.mapper().readValue(document, Window.class)).isEqualTo(window);
        }
    }
}
