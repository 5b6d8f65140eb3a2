package dev.tocsin.probe;

import dev.tocsin.probe.catalog.kafka.CatalogReader;
import dev.tocsin.probe.heartbeat.kafka.HeartbeatSender;
import dev.tocsin.probe.report.kafka.Reporter;
import dev.tocsin.probe.report.kafka.SpoolSender;
import dev.tocsin.probe.schedule.thread.CheckRunner;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;

/// Starts the parts, and stops them so that what was seen is sent or kept.
@Singleton
final class Probe {

    private final ProbeConfig config;
    private final CatalogReader catalog;
    private final CheckRunner runner;
    private final SpoolSender sender;
    private final HeartbeatSender heartbeat;

    Probe(
            ProbeConfig config,
            CatalogReader catalog,
            CheckRunner runner,
            SpoolSender sender,
            HeartbeatSender heartbeat) {
        this.config = config;
        this.catalog = catalog;
        this.runner = runner;
        this.sender = sender;
        this.heartbeat = heartbeat;
    }

    void start(@Observes StartupEvent event, MeterRegistry meters, Reporter reporter) {
        Gauge.builder("tocsin.probe.spooled", reporter, Reporter::waiting).register(meters);
        Gauge.builder("tocsin.probe.dropped", reporter, Reporter::dropped).register(meters);
        Gauge.builder("tocsin.probe.late", runner, CheckRunner::lateStarts).register(meters);
        Gauge.builder("tocsin.probe.checks", runner, CheckRunner::checks).register(meters);
        Gauge.builder(
                        "tocsin.probe.clock.offset",
                        reporter,
                        it -> it.clockOffset().millis() / 1000)
                .baseUnit("seconds")
                .register(meters);
        sender.start();
        runner.start();
        catalog.start();
        heartbeat.start();
    }

    void stop(@Observes ShutdownEvent event) throws IOException, InterruptedException {
        heartbeat.stop();
        catalog.stop();
        runner.stop(config.asks().farewell());
        sender.stop(config.asks().farewell());
    }
}
