package dev.tocsin.incident.trust.uptime.topic;

import dev.tocsin.contract.status.CellStatusEvent;
import dev.tocsin.engine.uptime.VerdictChange;
import dev.tocsin.incident.trust.uptime.store.UptimeStore;
import dev.tocsin.support.kafka.Closing;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.RecordHandler;
import dev.tocsin.support.kafka.StoredOffsets;
import dev.tocsin.support.kafka.ThreeStrikes;
import dev.tocsin.support.progress.ChannelProgress;
import dev.tocsin.support.progress.ProgressWatch;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Stores the verdict changes of `tocsin.status-history` together with the next offsets. A change that comes twice is
/// stored once, by its number.
@ApplicationScoped
class TurnIntake implements RecordHandler {

    private static final String CHANNEL = "uptime";

    private final UptimeStore store;
    private final ThreeStrikes strikes;
    private final ChannelProgress progress;

    TurnIntake(UptimeStore store, ThreeStrikes strikes, @Identifier(CHANNEL) ChannelProgress progress) {
        this.store = store;
        this.strikes = strikes;
        this.progress = progress;
    }

    @Singleton
    static class StatusHistoryChannel {

        @Produces
        @Singleton
        @Identifier(CHANNEL)
        ChannelProgress progress(KafkaClientService clients) {
            return new ChannelProgress(CHANNEL, clients);
        }

        @Produces
        @Singleton
        @Unremovable
        @Identifier(CHANNEL)
        StoredOffsets offsets(UptimeStore store, @Identifier(CHANNEL) ChannelProgress progress, Closing closing) {
            return new StoredOffsets(store::offsets, progress::assigned, closing);
        }
    }

    void start(@Observes StartupEvent event, ProgressWatch watch) {
        watch.watch(progress);
    }

    @Incoming(CHANNEL)
    @Blocking
    void read(ConsumerRecords<String, byte[]> records) {
        progress.handle(() -> strikes.handle(
                StreamSupport.stream(records.spliterator(), false).toList(), this));
    }

    @Override
    public void handle(List<ConsumerRecord<String, byte[]>> records) {
        var turns = records.stream()
                .map(record -> CloudEvents.read(record, CellStatusEvent.class))
                .map(VerdictChange::of)
                .flatMap(Optional::stream)
                .toList();
        store.keep(turns, StoredOffsets.after(records));
        progress.made();
    }

    @Override
    public void putAside(ConsumerRecord<String, byte[]> record) {
        store.keep(List.of(), StoredOffsets.after(List.of(record)));
    }
}
