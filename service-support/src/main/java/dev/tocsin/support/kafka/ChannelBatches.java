package dev.tocsin.support.kafka;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Reads the batches of a channel one after another, on a thread of its own.
///
/// While the name of Kafka's host cannot be resolved yet, a channel that is read by a method ends for good or keeps
/// its service from starting; this class subscribes to its channel again.
public final class ChannelBatches implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ChannelBatches.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final ExecutorService worker;
    private final Cancellable reading;
    private volatile @Nullable String ended;

    private ChannelBatches(
            String channel,
            Multi<ConsumerRecords<String, byte[]>> batches,
            Runnable begin,
            Consumer<ConsumerRecords<String, byte[]>> handler) {
        this.worker = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name(channel + " reader").factory());
        this.reading = batches.onSubscription()
                .invoke(begin)
                .onItem()
                .transformToUniAndConcatenate(
                        records -> Uni.createFrom().voidItem().emitOn(worker).invoke(() -> handler.accept(records)))
                .onFailure()
                .invoke(e -> LOG.warnf("Channel %s waits for Kafka: %s", channel, Unavailability.firstLine(e)))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .subscribe()
                .with(_ -> {}, e -> ended = Unavailability.firstLine(e), () -> ended = "it completed");
    }

    /// @param begin called at each subscription, before its first batch
    /// @param handler must not throw: if it does, the channel is subscribed to again
    public static ChannelBatches read(
            String channel,
            Multi<ConsumerRecords<String, byte[]>> batches,
            Runnable begin,
            Consumer<ConsumerRecords<String, byte[]>> handler) {
        return new ChannelBatches(channel, batches, begin, handler);
    }

    /// The reason why nothing is read any more; empty while the channel is read.
    public Optional<String> ended() {
        return Optional.ofNullable(ended);
    }

    @Override
    public void close() {
        reading.cancel();
        worker.shutdownNow();
    }
}
