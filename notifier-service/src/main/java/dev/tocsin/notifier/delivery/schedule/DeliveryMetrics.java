package dev.tocsin.notifier.delivery.schedule;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.background.Loop;
import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.delivery.store.DueDeliveries;
import dev.tocsin.notifier.delivery.store.DueDeliveries.DueCount;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Shows attempts and the queue of notices as metrics. The queue is counted at intervals, not for each scrape.
@ApplicationScoped
class DeliveryMetrics {

    private static final Duration PAUSE = Duration.ofSeconds(15);
    private static final DueCount NONE = new DueCount(0, 0);

    private final DueDeliveries deliveries;
    private final MeterRegistry metrics;
    private volatile Map<Channel, DueCount> due = Map.of();
    private @Nullable Loop loop;

    DeliveryMetrics(DueDeliveries deliveries, MeterRegistry metrics) {
        this.deliveries = deliveries;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event) {
        for (var channel : Channel.values()) {
            Gauge.builder(
                            "tocsin.deliveries.due",
                            this,
                            self -> self.of(channel).count())
                    .description("Notices that are due and have no result yet, by channel; the same in each instance")
                    .tag("channel", tag(channel))
                    .register(metrics);
            TimeGauge.builder(
                            "tocsin.deliveries.waiting",
                            this,
                            TimeUnit.SECONDS,
                            self -> self.of(channel).seconds())
                    .description("Time for which the earliest notice has been due, by channel")
                    .tag("channel", tag(channel))
                    .register(metrics);
            givenUp(channel);
        }
        loop = Loop.start("due-deliveries", PAUSE, this::count);
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.close();
        }
    }

    void attempted(Channel channel, SendResult result) {
        Counter.builder("tocsin.deliveries")
                .description("Attempts to deliver a notice, by channel and result")
                .tag("channel", tag(channel))
                .tag("result", result.getClass().getSimpleName())
                .register(metrics)
                .increment();
    }

    /// Registered at the start, so that the first one is an increase, too.
    Counter givenUp(Channel channel) {
        return Counter.builder("tocsin.deliveries.given.up")
                .description("Notices that were given up after an attempt, by channel")
                .tag("channel", tag(channel))
                .register(metrics);
    }

    private boolean count() {
        due = deliveries.byChannel();
        return false;
    }

    private static String tag(Channel channel) {
        return channel.name().toLowerCase(Locale.ROOT);
    }

    private DueCount of(Channel channel) {
        return due.getOrDefault(channel, NONE);
    }
}
