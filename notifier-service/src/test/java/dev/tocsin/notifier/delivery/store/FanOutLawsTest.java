package dev.tocsin.notifier.delivery.store;

import static dev.tocsin.contract.Verdict.DOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.notifier.Database;
import dev.tocsin.notifier.MailClaims;
import dev.tocsin.notifier.NotifierStack;
import dev.tocsin.notifier.StoresAlone;
import dev.tocsin.notifier.Story;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds whatever happens to an incident, in whatever order notices are sent, on a real PostgreSQL.
@QuarkusTest
@TestProfile(StoresAlone.class)
@WithTestResource(NotifierStack.class)
final class FanOutLawsTest {

    private static final int PARTITION = 3;
    private static final List<Severity> FELT = List.of(Severity.MINOR, Severity.MAJOR, Severity.CRITICAL);

    @Inject
    Database database;

    @Inject
    FanOut fanOut;

    @Inject
    MailClaims mails;

    private final Instant now = Instant.now();
    private final Story story = Story.at(now);

    @BeforeEach
    @AfterEach
    void clear() {
        database.clear();
    }

    static List<Long> seeds() {
        return new Random(2006).longs(30).boxed().toList();
    }

    /// Whatever happens, in whatever order notices are sent: for each episode at most one opening, exactly one end for
    /// each opening once all is resolved, updates only for those who want them and never two of one number, and
    /// numbers that rise.
    @ParameterizedTest
    @MethodSource("seeds")
    void everyOpeningIsClosedOnce(long seed) {
        var random = new Random(seed);
        var regions = List.of("na", "eu", "apac");
        var components = List.of("login", "api", "cache");
        for (var i = 0; i < 6; i++) {
            database.subscription(
                    List.of("minor", "major", "critical").get(random.nextInt(3)),
                    some(random, regions),
                    some(random, components));
        }
        database.execute("update subscription set updates = false where mod(hashtext(id), 3) = 0");

        for (var episode = 0; episode < 2; episode++) {
            handle(episode == 0 ? story.opened() : story.reopened());
            for (var region : regions) {
                handle(story.of(FELT.get(random.nextInt(3)))
                        .outageStarted(region + "-" + episode, "cache@" + region, "login@" + region));
                maybeSend(random);
            }
            for (var step = 0; step < 6; step++) {
                var region = regions.get(random.nextInt(3));
                var cell = components.get(random.nextInt(3)) + "@" + region;
                handle(
                        random.nextBoolean()
                                ? story.up(region + "-" + episode, cell)
                                : story.of(FELT.get(random.nextInt(3)))
                                        .impactChanged(region + "-" + episode, DOWN, cell));
                maybeSend(random);
            }
            for (var region : regions) {
                handle(story.outageEnded(region + "-" + episode, region));
                maybeSend(random);
            }
            handle(story.resolved());
        }
        mails.deliverAll(now);

        var broken = database.all("""
                        select format('%s %s: %s', subscription, episode, string_agg(concat_ws(' ', kind, number, state), ', ' order by position))
                        from delivery group by subscription, episode
                        having count(*) filter (where kind = 'opening') <> 1
                            or count(*) filter (where kind in ('closing', 'catch-up')) <> 1
                            or (array_agg(kind order by position))[1] <> 'opening'
                            or (array_agg(kind order by position desc))[1] not in ('closing', 'catch-up')
                            or array_agg(number order by position) <> array_agg(number order by number)
                            or count(distinct number) <> count(*)
                            or bool_or(state not in ('delivered', 'covered'))
                            or bool_or(state = 'covered') <> bool_or(kind = 'catch-up')
                        union all
                        select format('%s %s is still open', subscription, episode)
                        from incident_told where state = 'opened'
                        union all
                        select format('%s wants no updates', s.id)
                        from subscription s join delivery d on d.subscription = s.id
                        where d.kind = 'update' and not s.updates""");
        assertThat(broken).as("seed %d", seed).isEmpty();
    }

    /// The topic is compacted, and a reader that was away may find only some of the snapshots.
    @ParameterizedTest
    @MethodSource("seeds")
    void fromAnyOfTheSnapshotsEveryOpeningIsClosedOnce(long seed) {
        var random = new Random(seed);
        for (var severity : List.of("minor", "major", "critical")) {
            database.subscription(severity, some(random, List.of("na", "eu")), some(random, List.of("login", "api")));
        }
        var snapshots = new ArrayList<PublicIncidentSnapshot>();
        snapshots.add(story.opened());
        for (var region : List.of("na", "eu")) {
            snapshots.add(story.of(FELT.get(random.nextInt(3))).outageStarted(region + "-1", "login@" + region));
            snapshots.add(story.of(FELT.get(random.nextInt(3))).impactChanged(region + "-1", DOWN, "api@" + region));
            snapshots.add(story.updatePosted("We look into " + region));
        }
        snapshots.add(story.left("eu-1", "login@eu"));
        snapshots.add(story.up("na-1", "login@na"));
        snapshots.add(story.outageEnded("na-1", "na"));
        snapshots.add(story.outageEnded("eu-1", "eu"));

        for (var snapshot : snapshots) {
            if (random.nextInt(3) == 0) {
                handle(snapshot);
                maybeSend(random);
            }
        }
        handle(story.resolved());
        mails.deliverAll(now);

        var broken = database.all("""
                        select format('%s: %s', subscription, string_agg(concat_ws(' ', kind, number), ', ' order by position))
                        from delivery group by subscription
                        having count(*) filter (where kind = 'opening') <> 1
                            or count(*) filter (where kind in ('closing', 'catch-up')) <> 1
                            or (array_agg(kind order by position))[1] <> 'opening'
                            or (array_agg(kind order by position desc))[1] not in ('closing', 'catch-up')
                            or bool_or(state not in ('delivered', 'covered'))
                        union all
                        select format('%s is still open', subscription) from incident_told where state = 'opened'""");
        assertThat(broken).as("seed %d", seed).isEmpty();
    }

    private static List<String> some(Random random, List<String> of) {
        return of.stream().filter(_ -> random.nextInt(3) == 0).toList();
    }

    private void maybeSend(Random random) {
        if (random.nextInt(3) == 0) {
            mails.deliverAll(now);
        }
    }

    private void handle(PublicIncidentSnapshot event) {
        fanOut.handle(event, PARTITION, now);
    }
}
