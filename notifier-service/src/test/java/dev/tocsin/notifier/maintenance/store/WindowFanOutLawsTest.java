package dev.tocsin.notifier.maintenance.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.Database;
import dev.tocsin.notifier.MailClaims;
import dev.tocsin.notifier.NotifierStack;
import dev.tocsin.notifier.StoresAlone;
import dev.tocsin.notifier.maintenance.RandomWork;
import dev.tocsin.notifier.subscription.KnownCatalog;
import dev.tocsin.notifier.subscription.KnownCatalog.Named;
import dev.tocsin.notifier.subscription.store.SubscriptionRepository;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever becomes of windows and subscriptions, whenever notices are sent, on a real PostgreSQL.
@QuarkusTest
@TestProfile(StoresAlone.class)
@WithTestResource(NotifierStack.class)
final class WindowFanOutLawsTest {

    private static final KnownCatalog CATALOG = new KnownCatalog(
            "Harbour CRM",
            ZoneId.of("Etc/UTC"),
            List.of(new Named("na", "North America")),
            List.of(new Named("login", "Log in")));

    @Inject
    Database database;

    @Inject
    WindowFanOut fanOut;

    @Inject
    MailClaims mails;

    @Inject
    SubscriptionRepository subscriptions;

    private final Instant noon = Instant.parse("2026-11-24T12:00:00Z");

    @BeforeEach
    @AfterEach
    void clear() {
        database.clear();
    }

    static List<Long> seeds() {
        return new Random(2006).longs(30).boxed().toList();
    }

    /// Each stage at most once in an episode, in order; who was told is told the end, once; nobody is told after it,
    /// and nothing waits for ever. Nobody hears what they did not want, but for changed times.
    @ParameterizedTest
    @MethodSource("seeds")
    void eachSubscriberHearsEachStageOnceAndInOrder(long seed) {
        var random = new Random(seed);
        var work = new RandomWork(random, noon);

        for (var step = 0; step < 60; step++) {
            subscriptionsChange(random, step);
            work.step();
            if (random.nextInt(3) > 0) {
                fanOut.take(work.window());
                fanOut.tell(CATALOG, work.now());
            }
            if (random.nextInt(3) == 0) {
                mails.deliverAll(noon);
            }
        }
        work.end();
        fanOut.take(work.window());
        fanOut.tell(CATALOG, work.now());
        mails.deliverAll(noon);

        var broken = database.all("""
                        with heard as (
                            select d.*, array_position(array['announced', 'reminded', 'started', 'completed',
                                'cancelled'], stage) as place
                            from delivery d)
                        select format('%s %s: %s', subscription, episode,
                            string_agg(concat_ws(' ', kind, stage, number, h.state), ', ' order by position))
                        from heard h join subscription s on s.id = h.subscription
                        group by subscription, episode, s.state
                        having count(*) filter (where stage <> 'changed')
                                <> count(distinct stage) filter (where stage <> 'changed')
                            or array_agg(place order by position) filter (where place is not null)
                                <> array_agg(place order by place) filter (where place is not null)
                            or (array_agg(kind order by position))[1] <> 'opening'
                            or count(*) filter (where kind = 'opening') <> 1
                            or s.state = 'confirmed' and (array_agg(kind order by position desc))[1] <> 'closing'
                            or count(*) filter (where kind = 'closing') > 1
                            or bool_or(h.state = 'due')
                            or bool_or(h.state = 'given-up' and s.state = 'confirmed')
                        union all
                        select format('%s %s is covered by nothing', d.subscription, d.id) from delivery d
                        where d.state = 'covered' and not exists (
                            select from delivery by where by.id = d.covered_by and by.position > d.position
                                and by.subscription = d.subscription)
                        union all
                        select format('%s wants no planned work', s.id)
                        from subscription s join delivery d on d.subscription = s.id where not s.maintenance
                        union all
                        select format('%s wants no update %s', s.id, d.number)
                        from subscription s join delivery d on d.subscription = s.id
                            join report r on r.incident = d.incident and r.number = d.number
                        where not s.updates and d.kind = 'update' and r.content ->> 'before' is null""");
        assertThat(broken).as("seed %d", seed).isEmpty();
        assertThat(all("select 1 from maintenance_told where stage not in ('completed', 'cancelled')"))
                .as("seed %d", seed)
                .isEmpty();
    }

    /// Somebody confirms, narrows a subscription, widens it, or leaves.
    private void subscriptionsChange(Random random, int step) {
        if (random.nextInt(4) > 0) {
            return;
        }
        if (random.nextInt(4) == 0) {
            var id = database.subscription("minor", List.of(), List.of());
            database.execute("update subscription set updates = %b, maintenance = %b where id = '%s'"
                    .formatted(random.nextInt(3) > 0, random.nextInt(5) > 0, id));
            return;
        }
        switch (random.nextInt(step < 20 ? 2 : 3)) {
            case 0 ->
                database.execute(
                        "update subscription set regions = '{eu}' where id = (select min(id) from subscription)");
            case 1 -> database.execute("update subscription set regions = '{}' where regions = '{eu}'");
            default -> all("select max(id) from subscription").forEach(last -> subscriptions.leave(last, "left"));
        }
    }

    private List<String> all(String query) {
        return database.all(query);
    }
}
