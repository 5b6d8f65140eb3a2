package dev.tocsin.notifier.delivery.schedule;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.delivery.store.DueDeliveries.DueCount;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// Shows attempts and the queue of notices as metrics.
@ApplicationScoped
class DeliveryMetrics {

    private static final DueCount NONE = new DueCount(0, 0);

    private final DueQueue queue;
    private final MeterRegistry metrics;

    DeliveryMetrics(DueQueue queue, MeterRegistry metrics) {
        this.queue = queue;
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

    private static String tag(Channel channel) {
        return channel.name().toLowerCase(Locale.ROOT);
    }

    private DueCount of(Channel channel) {
        return queue.counted().due().getOrDefault(channel, NONE);
    }
}
