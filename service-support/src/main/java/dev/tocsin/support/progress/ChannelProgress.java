package dev.tocsin.support.progress;

import dev.tocsin.support.kafka.Superseded;
import dev.tocsin.support.kafka.Unavailability;
import dev.tocsin.support.progress.Work.Broken;
import dev.tocsin.support.progress.Work.None;
import dev.tocsin.support.progress.Work.Pending;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The progress of a channel that reads records: while it lags, it has to handle some.
public final class ChannelProgress implements WatchedPart {

    private static final Duration ANSWER = Duration.ofSeconds(4);

    private final String channel;
    private final KafkaClientService clients;
    private final AtomicLong mark = new AtomicLong();
    private volatile boolean busy;
    private volatile @Nullable Throwable ended;

    public ChannelProgress(String channel, KafkaClientService clients) {
        this.channel = channel;
        this.clients = clients;
    }

    /// Runs the handling of a batch of records; its return counts as progress.
    ///
    /// After a batch whose handling threw, later batches are passed over until [#assigned()]: they would
    /// store offsets behind records that were not handled.
    public void handle(Runnable handling) {
        if (ended != null) {
            return;
        }
        busy = true;
        try {
            handling.run();
            mark.incrementAndGet();
        } catch (RuntimeException | Error e) {
            ended = e;
            throw e;
        } finally {
            busy = false;
        }
    }

    /// The channel was given partitions, and begins where it should.
    public void assigned() {
        ended = null;
    }

    /// Records progress within a long batch.
    public void made() {
        mark.incrementAndGet();
    }

    @Override
    public String name() {
        return channel;
    }

    @Override
    public Work work() {
        var failure = ended;
        if (failure != null) {
            return failure instanceof Superseded || failure instanceof CancellationException
                    ? new None()
                    : new Broken("channel %s has ended: %s".formatted(channel, Unavailability.firstLine(failure)));
        }
        var lag = clients.<String, byte[]>getConsumer(channel)
                .runOnPollingThread(consumer -> {
                    return consumer.assignment().stream()
                            .mapToLong(
                                    partition -> consumer.currentLag(partition).orElse(0))
                            .sum();
                })
                .await()
                .atMost(ANSWER);
        return lag == 0 && !busy
                ? new None()
                : new Pending(mark.get(), "%d records wait on channel %s".formatted(lag, channel));
    }
}
