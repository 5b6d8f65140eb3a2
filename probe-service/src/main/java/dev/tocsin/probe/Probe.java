package dev.tocsin.probe;

import dev.tocsin.probe.catalog.kafka.CatalogConsumer;
import dev.tocsin.probe.heartbeat.kafka.HeartbeatSender;
import dev.tocsin.probe.report.kafka.Reporter;
import dev.tocsin.probe.report.kafka.SpoolSender;
import dev.tocsin.probe.schedule.thread.CheckRunner;
import dev.tocsin.support.progress.ProgressWatch;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.function.Supplier;

/// Starts the parts, and stops them so that health events are sent or kept.
@Singleton
final class Probe {

    private final ProbeConfig config;
    private final CatalogConsumer catalog;
    private final CheckRunner runner;
    private final SpoolSender sender;
    private final HeartbeatSender heartbeat;

    Probe(
            ProbeConfig config,
            CatalogConsumer catalog,
            CheckRunner runner,
            SpoolSender sender,
            HeartbeatSender heartbeat) {
        this.config = config;
        this.catalog = catalog;
        this.runner = runner;
        this.sender = sender;
        this.heartbeat = heartbeat;
    }

    void start(
            @Observes StartupEvent event,
            MeterRegistry meters,
            Reporter reporter,
            ProgressWatch watch,
            ProbeWork work) {
        gauge("tocsin.probe.spooled", "Health events that Kafka does not have yet", reporter::waiting)
                .register(meters);
        gauge(
                        "tocsin.probe.spooled.in.memory",
                        "Health events that wait in memory only, because the spool cannot be written to disk",
                        reporter::inMemory)
                .register(meters);
        gauge("tocsin.probe.dropped", "Health events lost since the start", reporter::dropped)
                .register(meters);
        gauge("tocsin.probe.damaged", "Health events that could not be read back from the spool", reporter::damaged)
                .register(meters);
        gauge("tocsin.probe.late", "Asks since the start that began more than a second late", runner::lateStarts)
                .register(meters);
        gauge("tocsin.probe.checks", "Checks that the catalog has for this probe", runner::checks)
                .register(meters);
        gauge(
                        "tocsin.probe.clock.offset",
                        "The time to add to the probe's clock to get the broker's clock",
                        () -> reporter.clockOffset().millis() / 1000)
                .baseUnit("seconds")
                .register(meters);
        sender.start();
        runner.start();
        catalog.start();
        heartbeat.start();
        work.register(watch, config.probe());
    }

    private static Gauge.Builder<Supplier<Number>> gauge(String name, String description, Supplier<Number> value) {
        return Gauge.builder(name, value).description(description);
    }

    void stop(@Observes ShutdownEvent event) throws IOException, InterruptedException {
        heartbeat.stop();
        catalog.stop();
        runner.stop(config.asks().farewell());
        sender.stop(config.asks().farewell());
    }
}
