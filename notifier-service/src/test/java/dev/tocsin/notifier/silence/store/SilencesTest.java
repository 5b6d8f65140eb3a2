package dev.tocsin.notifier.silence.store;

import static dev.tocsin.contract.Verdict.DOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.notifier.Database;
import dev.tocsin.notifier.NotifierStack;
import dev.tocsin.notifier.StoresAlone;
import dev.tocsin.notifier.Story;
import dev.tocsin.notifier.delivery.store.FanOut;
import dev.tocsin.notifier.silence.Silence;
import dev.tocsin.notifier.silence.SilenceRecurrence;
import dev.tocsin.notifier.silence.SilenceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who is notified when under silences, on a real PostgreSQL.
@QuarkusTest
@TestProfile(StoresAlone.class)
@WithTestResource(NotifierStack.class)
final class SilencesTest {

    private static final int PARTITION = 4;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final AtomicInteger SILENCES = new AtomicInteger();
    private static final List<String> ALL = List.of();

    @Inject
    Database database;

    @Inject
    FanOut fanOut;

    @Inject
    SilenceRepository silences;

    @Inject
    SilencePeriodRepository periods;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final Instant later = now.plus(HOUR);
    private final Story story = Story.at(now);

    @BeforeEach
    @AfterEach
    void clear() {
        database.clear();
    }

    @Test
    void whoIsSilencedIsNotifiedOfWhatStillStandsWhenItEnds() {
        var ofNa = subscription(List.of("na"), ALL);
        var ofEu = subscription(List.of("eu"), ALL);
        silence(List.of("na"), ALL, ALL, ALL);

        handle(story.opened(), story.outageStarted("na-1", "login@na"), story.outageStarted("eu-1", "login@eu"));
        catchUp(now);
        assertThat(told(ofNa)).isEmpty();
        assertThat(told(ofEu)).containsExactly("opening 3");

        handle(story.of(Severity.CRITICAL).impactChanged("na-1", DOWN, "api@na"));
        endsPass(later.minusMillis(1));
        assertThat(told(ofNa)).isEmpty();

        endsPass(later);
        endsPass(later.plusSeconds(1));
        assertThat(told(ofNa)).containsExactly("opening 4");
        handle(story.outageEnded("na-1", "na"));
        assertThat(told(ofNa)).hasSize(2);
    }

    @Test
    void nobodyHearsOfWhatIsOverBeforeItsSilence() {
        var subscriber = subscription(ALL, ALL);
        silence(List.of("na"), ALL, ALL, ALL);

        handle(story.whole("na"));
        endsPass(later);

        assertThat(told(subscriber)).isEmpty();
    }

    @Test
    void whatWasAnnouncedIsClosedThoughItIsSilenced() {
        var subscriber = subscription(ALL, ALL);
        handle(story.begin("na"));

        silence(List.of("na"), ALL, ALL, ALL);
        handle(story.of(Severity.CRITICAL).impactChanged("na-1", DOWN, "search@na"));
        handle(story.outageEnded("na-1", "na"), story.resolved());

        assertThat(told(subscriber)).containsExactly("opening 2", "catch-up 5");
    }

    @Test
    void updatesWaitForTheEndOfTheSilenceAndAreOneThen() {
        var subscriber = subscription(ALL, ALL);
        handle(story.of(Severity.MINOR).begin("na"));

        silence(ALL, ALL, List.of(story.id()), ALL);
        handle(story.of(Severity.CRITICAL).impactChanged("na-1", DOWN, "search@na"));
        fanOut.handle(story.updatePosted("We found it."), PARTITION, now.plusSeconds(60));
        catchUp(now.plus(Duration.ofMinutes(40)));
        assertThat(told(subscriber)).containsExactly("opening 2");
        assertThat(database.all("select cast(update_at as text) from incident")).containsOnlyNulls();

        endsPass(later);
        endsPass(later.plus(HOUR));
        assertThat(told(subscriber)).containsExactly("opening 2", "update 4");
    }

    @Test
    void whatAPersonWroteUnderASilenceIsNotLost() {
        var subscriber = subscription(ALL, ALL);
        handle(story.begin("na"));
        silence(ALL, ALL, ALL, List.of(subscriber));

        fanOut.handle(story.updatePosted("We found it."), PARTITION, now.plusSeconds(60));
        assertThat(told(subscriber)).containsExactly("opening 2");

        endsPass(later);
        assertThat(told(subscriber)).containsExactly("opening 2", "update 3");
    }

    @Test
    void aSilencedComponentLeavesTheOthers() {
        var ofAll = subscription(ALL, ALL);
        var ofLogin = subscription(ALL, List.of("login"));
        silence(ALL, List.of("login"), ALL, ALL);

        handle(story.opened(), story.outageStarted("na-1", "login@na"));
        assertThat(told(ofAll)).isEmpty();

        handle(story.impactChanged("na-1", DOWN, "api@na"));
        assertThat(told(ofAll)).containsExactly("opening 3");
        assertThat(told(ofLogin)).isEmpty();
    }

    @Test
    void aSilencedSubscriberIsTheOnlyOneWhoHearsNothing() {
        var silenced = subscription(ALL, ALL);
        var other = subscription(ALL, ALL);
        var elsewhere = Story.at(now);
        silence(List.of("na"), ALL, ALL, List.of(silenced));

        handle(story.begin("na"));
        handle(elsewhere.begin("eu"));

        assertThat(told(silenced)).containsExactly("opening 2");
        assertThat(database.deliveries(silenced, "incident")).containsExactly(elsewhere.id());
        assertThat(told(other)).containsExactly("opening 2", "opening 2");
    }

    @Test
    void whoConfirmsUnderASilenceIsSilencedToo() {
        silence(List.of("na"), ALL, ALL, ALL);
        handle(story.begin("na"));
        catchUp(now);
        var late = subscription(ALL, ALL);

        catchUp(now);
        assertThat(told(late)).isEmpty();

        endsPass(later);
        assertThat(told(late)).containsExactly("opening 2");
    }

    @Test
    void oneThatAnOperatorEndsEndsAtOnce() {
        var subscriber = subscription(ALL, ALL);
        var silence = silence(List.of("na"), ALL, ALL, ALL);
        handle(story.begin("na"));

        assertThat(silences.end(silence.id(), "sam", now.plusSeconds(5)))
                .hasValueSatisfying(ended -> assertThat(ended.endedBy()).isEqualTo("sam"));
        assertThat(silences.end(silence.id(), "kim", now.plusSeconds(9)))
                .hasValueSatisfying(ended -> assertThat(ended.endedBy()).isEqualTo("sam"));
        endsPass(now.plusSeconds(5));

        assertThat(told(subscriber)).containsExactly("opening 2");
        assertThat(database.all("select silence from silence_period")).isEmpty();
    }

    /// Its clock says that the period is not over yet.
    @Test
    void anInstanceWhoseClockIsBehindSilencesNobodyAnyMore() {
        var subscriber = subscription(ALL, ALL);
        silence(List.of("na"), ALL, ALL, ALL);
        handle(story.begin("na"));

        periods.end(later);
        periods.release();
        catchUp(later.minusSeconds(30));

        assertThat(told(subscriber)).containsExactly("opening 2");
    }

    @Test
    void oneThatRepeatsIsInForceAgain() {
        var subscriber = subscription(ALL, ALL);
        var daily = new SilenceRecurrence("FREQ=DAILY", HOUR, ZoneId.of("Etc/UTC"));
        make(new SilenceScope(List.of("na"), ALL, ALL, ALL), now.plus(Duration.ofDays(3)), daily);

        var first = at(now);
        var between = at(now.plus(Duration.ofHours(2)));
        var second = at(now.plus(Duration.ofHours(24)).plusSeconds(1));
        assertThat(told(subscriber)).hasSize(1);
        assertThat(database.deliveries(subscriber, "incident")).containsExactly(between.id());

        endsPass(now.plus(Duration.ofHours(25)));
        assertThat(database.deliveries(subscriber, "incident"))
                .containsExactly(between.id(), second.id())
                .doesNotContain(first.id());
    }

    /// Plays an incident at a time; the first one is over before the silence is.
    private Story at(Instant time) {
        endsPass(time);
        var played = Story.at(time);
        played.begin("na").forEach(event -> fanOut.handle(event, PARTITION, time));
        if (time.isBefore(later)) {
            fanOut.handle(played.outageEnded("na-1", "na"), PARTITION, time);
            fanOut.handle(played.resolved(), PARTITION, time);
        }
        return played;
    }

    static List<Long> seeds() {
        return new Random(17).longs(40).boxed().toList();
    }

    /// Whatever silences, cells and subscriptions there are: whoever has a bad cell that no silence covers is
    /// notified, and nobody else; when the silences end, everybody is whom the incident concerns.
    @ParameterizedTest
    @MethodSource("seeds")
    void whoHasAnAudibleCellIsNotified(long seed) {
        var random = new Random(seed);
        var regions = List.of("na", "eu", "apac");
        var components = List.of("login", "api", "search");
        var subscribers = Stream.generate(() -> new Subscriber(some(random, regions), some(random, components)))
                .limit(8)
                .toList();
        var scopes = new ArrayList<SilenceScope>();
        while (scopes.size() < 3) {
            var scope = new SilenceScope(
                    some(random, regions),
                    some(random, components),
                    random.nextInt(3) == 0 ? List.of(random.nextBoolean() ? story.id() : "another00000") : ALL,
                    some(random, subscribers.stream().map(each -> each.id).toList()));
            if (Stream.of(scope.regions(), scope.components(), scope.incidents(), scope.subscriptions())
                    .anyMatch(list -> !list.isEmpty())) {
                scopes.add(scope);
                make(scope, later, null);
            }
        }
        var cells = regions.stream()
                .map(region -> some(random, components).stream()
                        .map(component -> new BadCell(region, component))
                        .toList())
                .toList();

        handle(story.opened());
        for (var ofRegion : cells) {
            if (!ofRegion.isEmpty()) {
                handle(story.outageStarted(
                        ofRegion.getFirst().region + "-1",
                        ofRegion.stream()
                                .map(cell -> cell.component + "@" + cell.region)
                                .toArray(String[]::new)));
            }
        }
        catchUp(now);
        var bad = cells.stream().flatMap(List::stream).toList();
        for (var subscriber : subscribers) {
            var audible = bad.stream()
                    .anyMatch(cell -> subscriber.isAbout(cell)
                            && scopes.stream().noneMatch(scope -> covers(scope, cell, subscriber)));
            assertThat(!told(subscriber.id).isEmpty())
                    .as("seed %d, %s under %s of %s", seed, subscriber, scopes, bad)
                    .isEqualTo(audible);
        }

        endsPass(later);
        for (var subscriber : subscribers) {
            assertThat(!told(subscriber.id).isEmpty())
                    .as("seed %d, %s of %s", seed, subscriber, bad)
                    .isEqualTo(bad.stream().anyMatch(subscriber::isAbout));
        }
    }

    private record BadCell(String region, String component) {}

    private final class Subscriber {

        private final List<String> regions;
        private final List<String> components;
        private final String id;

        private Subscriber(List<String> regions, List<String> components) {
            this.regions = regions;
            this.components = components;
            this.id = subscription(regions, components);
        }

        private boolean isAbout(BadCell cell) {
            return fits(regions, cell.region) && fits(components, cell.component);
        }

        @Override
        public String toString() {
            return id + regions + components;
        }
    }

    private boolean covers(SilenceScope scope, BadCell cell, Subscriber subscriber) {
        return fits(scope.regions(), cell.region)
                && fits(scope.components(), cell.component)
                && fits(scope.incidents(), story.id())
                && fits(scope.subscriptions(), subscriber.id);
    }

    private static boolean fits(List<String> list, String word) {
        return list.isEmpty() || list.contains(word);
    }

    private static List<String> some(Random random, List<String> of) {
        return IntStream.range(0, of.size())
                .filter(_ -> random.nextInt(3) == 0)
                .mapToObj(of::get)
                .toList();
    }

    private Silence silence(
            List<String> regions, List<String> components, List<String> incidents, List<String> subscriptions) {
        return make(new SilenceScope(regions, components, incidents, subscriptions), later, null);
    }

    private Silence make(SilenceScope scope, Instant endsAt, @Nullable SilenceRecurrence recurrence) {
        var silence = new Silence(
                "silence-" + SILENCES.incrementAndGet(), scope, "a test", "jo", now, now, endsAt, recurrence, null);
        silences.make(silence);
        return silence;
    }

    /// What the worker and the intake do then.
    private void endsPass(Instant time) {
        periods.end(time);
        periods.release();
        catchUp(time);
    }

    private void handle(PublicIncidentSnapshot... events) {
        handle(List.of(events));
    }

    private void handle(List<PublicIncidentSnapshot> events) {
        events.forEach(event -> fanOut.handle(event, PARTITION, now));
    }

    private void catchUp(Instant time) {
        fanOut.catchUp(List.of(PARTITION), time);
    }

    private String subscription(List<String> regions, List<String> components) {
        return database.subscription("minor", regions, components);
    }

    private List<String> told(String subscription) {
        return database.deliveries(subscription, "kind || ' ' || number");
    }
}
