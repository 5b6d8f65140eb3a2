package dev.tocsin.notifier.delivery.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.notifier.Database;
import dev.tocsin.notifier.NotifierStack;
import dev.tocsin.notifier.delivery.store.BounceRepository;
import dev.tocsin.notifier.delivery.store.DeliveryClaims;
import dev.tocsin.notifier.delivery.store.DeliveryStepRepository;
import dev.tocsin.notifier.delivery.store.FanOut;
import dev.tocsin.notifier.intake.ConsumedOffsetRepository;
import dev.tocsin.notifier.ledger.store.LedgerRepository;
import dev.tocsin.support.kafka.Closing;
import dev.tocsin.support.kafka.EventWriter;
import dev.tocsin.support.progress.ProgressWatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.ChannelRegistry;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.junit.jupiter.api.Test;

/// After a restore, steps wait in the database, and others are known to `tocsin.deliveries` alone.
@QuarkusTest
@WithTestResource(NotifierStack.class)
final class RelayAfterRecoveryTest {

    @Inject
    Database database;

    @Inject
    DeliveryStepRepository steps;

    @Inject
    DeliveryClaims deliveries;

    @Inject
    BounceRepository bounces;

    @Inject
    LedgerRepository ledgers;

    @Inject
    ConsumedOffsetRepository offsets;

    @Inject
    FanOut fanOut;

    @Inject
    ChannelRegistry channels;

    @Inject
    KafkaClientService clients;

    @Inject
    EventWriter writer;

    @Inject
    MeterRegistry metrics;

    @Inject
    ProgressWatch watch;

    @Inject
    Closing closing;

    @Inject
    DeliveryRecovery done;

    @Test
    void nothingIsPublishedBeforeItIsKnownWhatWasSent() {
        var underWay = new DeliveryRecovery(Map.of(), offsets, fanOut, List.of(), watch, closing);
        QuarkusTransaction.requiringNew().run(() -> {
            await().pollInSameThread().until(steps::isOurs);
            database.execute("""
                    with sent as (
                        insert into delivery (id, subscription, channel, kind, incident, episode, number, state, attempt, rung,
                            due_at, queued_at, ended_at)
                        values ('before-the-restore', '%s', 'email', 'opening', 'before-the-restore', 1, 1, 'delivered', 1, 1,
                            now(), now(), now())
                        returning id)
                    insert into delivery_step (delivery, step, attempt, at, published)
                    select id, 'sent', 1, now(), false from sent""".formatted(database.subscription("minor", List.of(), List.of())));

            relay(underWay).relay();
            assertThat(isPublished()).isEqualTo("false");

            relay(done).relay();
            assertThat(isPublished()).isEqualTo("true");
        });
    }

    private DeliveryStepRelay relay(DeliveryRecovery recovery) {
        return new DeliveryStepRelay(
                recovery,
                steps,
                deliveries,
                bounces,
                ledgers,
                offsets,
                channels.getEmitter("deliveries", Emitter.class),
                clients,
                writer,
                metrics,
                watch);
    }

    private String isPublished() {
        return database.all("select cast(published as text) from delivery_step where delivery = 'before-the-restore'")
                .getFirst();
    }
}
