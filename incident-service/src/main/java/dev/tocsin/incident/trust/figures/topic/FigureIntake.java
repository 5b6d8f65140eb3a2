package dev.tocsin.incident.trust.figures.topic;

import dev.tocsin.contract.figures.MinuteCounted;
import dev.tocsin.incident.trust.figures.MinuteFault;
import dev.tocsin.incident.trust.figures.store.FigureStore;
import dev.tocsin.incident.trust.figures.store.ReadMinute;
import dev.tocsin.support.kafka.Closing;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.RecordHandler;
import dev.tocsin.support.kafka.StoredOffsets;
import dev.tocsin.support.kafka.ThreeStrikes;
import dev.tocsin.support.kafka.UnusableRecord;
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
import java.time.Clock;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Adds the figures of `tocsin.minute-figures` to the stored ones, together with the next offsets.
@ApplicationScoped
class FigureIntake implements RecordHandler {

    private static final String CHANNEL = "figures";

    private final FigureStore store;
    private final ThreeStrikes strikes;
    private final ChannelProgress progress;
    private final Clock clock;

    FigureIntake(FigureStore store, ThreeStrikes strikes, @Identifier(CHANNEL) ChannelProgress progress, Clock clock) {
        this.store = store;
        this.strikes = strikes;
        this.progress = progress;
        this.clock = clock;
    }

    @Singleton
    static class Channels {

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
        StoredOffsets offsets(FigureStore store, @Identifier(CHANNEL) ChannelProgress progress, Closing closing) {
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
        store.add(records.stream().map(this::minute).toList(), StoredOffsets.after(records));
        progress.made();
    }

    @Override
    public void putAside(ConsumerRecord<String, byte[]> record) {
        store.add(List.of(), StoredOffsets.after(List.of(record)));
    }

    private ReadMinute minute(ConsumerRecord<String, byte[]> record) {
        return new ReadMinute(
                new TopicPartition(record.topic(), record.partition()),
                record.offset(),
                sound(CloudEvents.read(record, MinuteCounted.class)));
    }

    private MinuteCounted sound(MinuteCounted minute) {
        MinuteFault.of(minute, clock.instant()).ifPresent(fault -> {
            throw new UnusableRecord(fault);
        });
        return minute;
    }
}
