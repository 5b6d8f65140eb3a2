package dev.tocsin.support.progress;

import dev.tocsin.support.progress.Work.None;
import dev.tocsin.support.progress.Work.Pending;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// A channel that reads records: while it lags, it has to handle some.
public final class ChannelProgress implements WatchedPart {

    private static final Duration ANSWER = Duration.ofSeconds(4);

    private final String channel;
    private final KafkaClientService clients;
    private final AtomicLong mark = new AtomicLong();
    private volatile boolean busy;

    public ChannelProgress(String channel, KafkaClientService clients) {
        this.channel = channel;
        this.clients = clients;
    }

    /// Runs what handles a batch of records; its return is progress.
    public void handle(Runnable handling) {
        busy = true;
        try {
            handling.run();
            mark.incrementAndGet();
        } finally {
            busy = false;
        }
    }

    /// Progress within a long batch.
    public void made() {
        mark.incrementAndGet();
    }

    @Override
    public String name() {
        return channel;
    }

    @Override
    public Work work() {
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
