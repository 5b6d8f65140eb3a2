package dev.tocsin.incident.trust.statuspage;

import static dev.tocsin.incident.trust.live.Harbour.LOGIN_NA;
import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.engine.uptime.Overview;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.live.Views;
import dev.tocsin.incident.trust.pageparts.AnnouncedWork;
import dev.tocsin.incident.trust.statuspage.IncidentHistory.IncidentMonth;
import dev.tocsin.incident.trust.statuspage.IncidentHistory.StoredPart;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IncidentHistoryTest {

    private static final YearMonth NOVEMBER = YearMonth.parse("2026-11");

    private final LiveView view = Views.atNoon(
            Harbour.cacheOutage(1, IncidentState.RESOLVED, NOON.minusSeconds(9_000)),
            work("disks", Instant.parse("2026-10-04T02:00:00Z")),
            work("memory", Instant.parse("2026-12-04T02:00:00Z")));

    @Test
    void aPageHasThreeMonthsAndSaysWhichAreEmpty() {
        var history = history(NOVEMBER, nothingStored(), null);

        assertThat(history.months())
                .extracting(IncidentMonth::month, IncidentMonth::isEmpty)
                .containsExactly(tuple("2026-11", false), tuple("2026-10", false), tuple("2026-09", true));
    }

    @Test
    void plannedWorkIsInTheMonthInWhichItBegins() {
        assertThat(history(NOVEMBER, nothingStored(), null).months().get(1).works())
                .extracting(AnnouncedWork::id)
                .containsExactly("disks");
    }

    @Test
    void anIncidentThatIsNotStoredYetIsShownOnce() {
        var month = history(NOVEMBER, nothingStored(), null).months().getFirst();
        var again = history(NOVEMBER, stored(month.incidents(), null, false), null)
                .months()
                .getFirst();

        assertThat(month.incidents()).extracting(past -> past.incident().key()).containsExactly(Harbour.INCIDENT);
        assertThat(again).isEqualTo(month);
    }

    @Test
    void ofARegionOnlyWhatTouchesItIsShown() {
        var europe = history(NOVEMBER, nothingStored(), "eu");

        assertThat(europe.months()).allMatch(IncidentMonth::isEmpty);
        assertThat(history(NOVEMBER, nothingStored(), "na").months().getFirst().incidents())
                .hasSize(1);
    }

    @Test
    void earlierAndLaterMonthsAreLinkedWhereThereAreSome() {
        var newest = history(NOVEMBER, stored(List.of(), null, false, NOON.minusSeconds(1)), null);
        var old = history(YearMonth.parse("2026-03"), stored(List.of(), null, false, Instant.EPOCH), null);

        assertThat(newest.later()).isNull();
        assertThat(newest.earlier()).isNull();
        assertThat(old.later()).isEqualTo(YearMonth.parse("2026-06"));
        assertThat(old.earlier()).isEqualTo(YearMonth.parse("2025-12"));
    }

    @Test
    void aFurtherPageOfTheSameMonthsHasNeitherEmptyMonthsNorTheWorkAgain() {
        assertThat(history(NOVEMBER, stored(List.of(), null, true), null).months())
                .isEmpty();
    }

    @Test
    void olderIncidentsOfTheSameMonthsAreOnAFurtherPage() {
        assertThat(history(NOVEMBER, stored(List.of(), "cacheoutage7", false), null)
                        .more())
                .isEqualTo("cacheoutage7");
    }

    private IncidentHistory history(YearMonth month, StoredPart stored, @Nullable String region) {
        return IncidentHistory.of(view, Overview.NONE, HistoryRange.of(month, ZoneOffset.UTC, NOON), stored, region);
    }

    private static StoredPart nothingStored() {
        return stored(List.of(), null, false);
    }

    private static StoredPart stored(List<HistoryIncident> incidents, @Nullable String more, boolean isContinued) {
        return new StoredPart(incidents, more, Optional.empty(), isContinued);
    }

    private static StoredPart stored(
            List<HistoryIncident> incidents, @Nullable String more, boolean isContinued, Instant first) {
        return new StoredPart(incidents, more, Optional.of(first), isContinued);
    }

    private static Tuple tuple(String month, boolean isEmpty) {
        return Assertions.tuple(YearMonth.parse(month), isEmpty);
    }

    private static WindowUpdated work(String id, Instant from) {
        return new WindowUpdated(
                id,
                1,
                "More " + id,
                List.of(LOGIN_NA),
                from,
                from.plusSeconds(3_600),
                WindowState.COMPLETED,
                from,
                null,
                null);
    }
}
