package dev.tocsin.notifier.delivery.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.Database;
import dev.tocsin.notifier.NotifierStack;
import dev.tocsin.notifier.StoresAlone;
import dev.tocsin.notifier.Story;
import dev.tocsin.notifier.TableReads;
import dev.tocsin.notifier.TableReads.Reads;
import dev.tocsin.notifier.delivery.store.DueDeliveries.DueCount;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StoresAlone.class)
@WithTestResource(NotifierStack.class)
final class DueDeliveriesTest {

    @Inject
    Database database;

    @Inject
    FanOut fanOut;

    @Inject
    DueDeliveries due;

    @Inject
    TableReads reads;

    private final Instant now = Instant.now();
    private final Story story = Story.at(now);

    @BeforeEach
    @AfterEach
    void clear() {
        database.clear();
    }

    @Test
    void deliveriesThatAreDueAreCountedInBothLanesWithTheTimeOfTheEarliest() {
        queue(4);
        database.execute("update delivery set due_at = now() - interval '10 s'");
        database.execute("""
                update delivery set slow = true, due_at = now() - interval '90 s'
                where position = (select min(position) from delivery)""");
        database.execute("""
                update delivery set due_at = now() + interval '1 hour'
                where position = (select max(position) from delivery)""");

        var counted = due.byChannel();

        assertThat(counted.keySet()).containsExactlyInAnyOrder(Channel.values());
        assertThat(counted.get(Channel.WEBHOOK)).isEqualTo(new DueCount(0, 0));
        assertThat(counted.get(Channel.EMAIL)).satisfies(email -> {
            assertThat(email.count()).isEqualTo(3);
            assertThat(email.seconds()).isBetween(90.0, 120.0);
        });
    }

    @Test
    void theCountReadsOnlyWhatIsDue() {
        queue(3);
        database.execute("""
                insert into delivery
                    (id, subscription, channel, kind, incident, episode, number, state, due_at, queued_at, slow, digest,
                     ended_at)
                select 'd' || n, subscription, channel, kind, incident, episode, number, 'delivered', due_at, queued_at,
                    slow, digest, now()
                from (select * from delivery limit 1) d cross join generate_series(1, 20000) n""");
        database.execute("analyze delivery");

        var read = reads.of(() -> assertThat(due.byChannel().get(Channel.EMAIL))
                .satisfies(email -> assertThat(email.count()).isEqualTo(3)));

        assertThat(read.getOrDefault("delivery", new Reads(0, 0)).scans()).isZero();
        assertThat(read.getOrDefault("delivery", new Reads(0, 0)).rows()).isLessThan(100);
    }

    private void queue(int many) {
        IntStream.range(0, many).forEach(_ -> database.subscription("minor", List.of(), List.of()));
        List.of(story.opened(), story.outageStarted("na-1", "login@na")).forEach(event -> fanOut.handle(event, 0, now));
    }
}
