package dev.tocsin.incident.recurrence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.change.ChangeKind;
import dev.tocsin.contract.incident.Suspect.SuspectKind;
import dev.tocsin.engine.recurrence.PastIncident;
import dev.tocsin.engine.recurrence.Recurrence;
import dev.tocsin.engine.recurrence.Recurrence.Occurrence;
import dev.tocsin.engine.recurrence.Recurrence.Trait;
import dev.tocsin.engine.recurrence.RecurrenceSearch;
import dev.tocsin.incident.trust.live.Views;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `login` and `api` are in the group Product and need `cache`, which is in Platform; all are in `na` and `eu`.
class ComparisonTest {

    private static final RecurrenceSearch COMPARISON =
            new RecurrenceSearch(Views.atNoon().catalog(), ZoneId.of("Etc/UTC"));

    /// November 2005 to April 2006: a database, a network, and then a patch to the cache.
    @Test
    void theThirdOutageInFiveMonthsWithNoCommonCauseHasNothingInCommon() {
        var first = incident("database", "2005-12-20T15:30:00Z")
                .on("login")
                .in("na", "eu")
                .done();
        var second = incident("network", "2006-02-01T22:10:00Z")
                .on("login", "api")
                .from("login")
                .in("eu")
                .done();
        var third = incident("cachepatch", "2006-04-11T14:10:00Z")
                .on("login", "cache")
                .from("cache")
                .after(ChangeKind.PATCH)
                .in("na")
                .done();

        var recurrence = only(COMPARISON.of(third, List.of(first, second)));

        assertThat(recurrence.shared()).isEmpty();
        assertThat(recurrence.text()).isEqualTo("The third incident on Log in in five months. No pattern.");
        assertThat(recurrence.incidents())
                .containsExactly(
                        new Occurrence("database", "database", first.onset()),
                        new Occurrence("network", "network", second.onset()),
                        new Occurrence("cachepatch", "cachepatch", third.onset()));
    }

    @Test
    void threePatchesToTheCacheAreSaid() {
        var patches = List.of(
                patch("one", "2026-08-01T03:00:00Z", "na"),
                patch("two", "2026-09-14T11:00:00Z", "eu"),
                patch("three", "2026-11-23T20:00:00Z", "na"));

        var recurrence = only(COMPARISON.of(patches.getLast(), patches));

        assertThat(recurrence.components()).containsExactly("cache", "login");
        assertThat(recurrence.text())
                .isEqualTo("The third incident on Cache, Log in in five months. "
                        + "All followed a change of kind patch; All had a problem with Cache, which they need; "
                        + "All began in the group Platform.");
    }

    @Test
    void onlyWhereAndWhenIsNoCommonCause() {
        var incidents = List.of(
                incident("one", "2026-08-01T23:30:00Z").on("login").in("na").done(),
                incident("two", "2026-09-14T00:10:00Z").on("login").in("na").done(),
                incident("three", "2026-11-23T01:00:00Z").on("login").in("na").done());

        var recurrence = only(COMPARISON.of(incidents.getLast(), incidents));

        assertThat(recurrence.shared()).extracting(it -> it.trait()).containsExactly(Trait.REGION, Trait.TIME_OF_DAY);
        assertThat(recurrence.text())
                .isEqualTo("The third incident on Log in in five months. All were in North America; "
                        + "All began from 23:30 to 01:30. No pattern in their causes.");
    }

    @Test
    void twoAreNone() {
        var incidents = List.of(patch("one", "2026-08-01T03:00:00Z", "na"), patch("two", "2026-09-14T11:00:00Z", "eu"));

        assertThat(COMPARISON.of(incidents.getLast(), incidents)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2026-06-23T20:00:00Z, 1", "2026-06-23T19:59:59.999Z, 0"})
    void fiveMonthsAreFiveMonths(String first, int recurrences) {
        var incidents = List.of(
                patch("one", first, "na"),
                patch("two", "2026-09-14T11:00:00Z", "eu"),
                patch("three", "2026-11-23T20:00:00Z", "na"));

        assertThat(COMPARISON.of(incidents.getLast(), incidents)).hasSize(recurrences);
    }

    @Test
    void whatCameLaterDoesNotChangeWhatIsSaidOfThisOne() {
        var incidents = List.of(
                patch("one", "2026-08-01T03:00:00Z", "na"),
                patch("two", "2026-09-14T11:00:00Z", "eu"),
                patch("three", "2026-11-23T20:00:00Z", "na"));

        assertThat(COMPARISON.of(incidents.get(1), incidents)).isEmpty();
    }

    @Test
    void threeOfFourAreEnough() {
        var incidents = List.of(
                patch("one", "2026-08-01T03:00:00Z", "na"),
                patch("two", "2026-09-14T11:00:00Z", "eu"),
                incident("other", "2026-10-01T08:00:00Z").on("login").in("eu").done(),
                patch("three", "2026-11-23T20:00:00Z", "na"));

        var recurrences = COMPARISON.of(incidents.getLast(), incidents);

        assertThat(recurrences).extracting(Recurrence::components).containsExactly(List.of("login"), List.of("cache"));
        assertThat(recurrences.getFirst().text())
                .isEqualTo("4 incidents on Log in in five months. 3 of 4 followed a change of kind patch; "
                        + "3 of 4 had a problem with Cache, which they need; 3 of 4 began in the group Platform.");
    }

    @Test
    void changesOfDifferentKindsAreStillChanges() {
        var incidents = List.of(
                incident("one", "2026-08-01T03:00:00Z")
                        .on("login")
                        .after(ChangeKind.PATCH)
                        .in("na")
                        .done(),
                incident("two", "2026-09-14T11:00:00Z")
                        .on("login")
                        .after(ChangeKind.FLAG)
                        .in("eu")
                        .done(),
                incident("three", "2026-11-23T20:00:00Z")
                        .on("login")
                        .after(ChangeKind.DEPLOY)
                        .in("na")
                        .done());

        assertThat(only(COMPARISON.of(incidents.getLast(), incidents)).text())
                .isEqualTo("The third incident on Log in in five months. All followed a change.");
    }

    @Test
    void theOrderInWhichTheyAreReadDoesNotMatter() {
        var incidents = new ArrayList<>(List.of(
                patch("one", "2026-08-01T03:00:00Z", "na"),
                patch("two", "2026-09-14T11:00:00Z", "eu"),
                incident("other", "2026-10-01T08:00:00Z").on("login").in("eu").done()));
        var last = patch("three", "2026-11-23T20:00:00Z", "na");
        var said = COMPARISON.of(last, incidents);

        for (var seed = 0; seed < 20; seed++) {
            Collections.shuffle(incidents, new Random(seed));
            assertThat(COMPARISON.of(last, incidents)).as("seed %d", seed).isEqualTo(said);
        }
    }

    private static PastIncident patch(String id, String onset, String region) {
        return incident(id, onset)
                .on("login", "cache")
                .from("cache")
                .after(ChangeKind.PATCH)
                .in(region)
                .done();
    }

    private static Recurrence only(List<Recurrence> recurrences) {
        assertThat(recurrences).hasSize(1);
        return recurrences.getFirst();
    }

    private static Past incident(String id, String onset) {
        return new Past(id, Instant.parse(onset));
    }

    /// An incident in a few words.
    private static final class Past {

        private final String id;
        private final Instant onset;
        private Set<String> components = Set.of();
        private Set<String> regions = Set.of();
        private Set<String> roots = Set.of();
        private Set<ChangeKind> kinds = Set.of();

        Past(String id, Instant onset) {
            this.id = id;
            this.onset = onset;
        }

        Past on(String... bad) {
            components = Set.of(bad);
            return this;
        }

        Past from(String root) {
            roots = Set.of(root);
            return this;
        }

        Past in(String... where) {
            regions = Set.of(where);
            return this;
        }

        Past after(ChangeKind kind) {
            kinds = Set.of(kind);
            return this;
        }

        PastIncident done() {
            return new PastIncident(
                    id,
                    id,
                    onset,
                    new TreeSet<>(components),
                    new TreeSet<>(regions),
                    new TreeSet<>(roots),
                    new TreeSet<>(kinds.isEmpty() ? Set.of(SuspectKind.CELL) : Set.of(SuspectKind.CHANGE)),
                    new TreeSet<>(kinds));
        }
    }
}
