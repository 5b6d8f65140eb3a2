package dev.tocsin.probe;

import dev.tocsin.probe.catalog.kafka.CatalogConsumer;
import dev.tocsin.probe.heartbeat.kafka.HeartbeatSender;
import dev.tocsin.probe.report.kafka.Reporter;
import dev.tocsin.probe.report.kafka.SpoolSender;
import dev.tocsin.probe.schedule.thread.CheckRunner;
import dev.tocsin.support.kafka.CatchUp;
import dev.tocsin.support.progress.ProgressWatch;
import dev.tocsin.support.progress.WatchedPart;
import dev.tocsin.support.progress.Work;
import dev.tocsin.support.progress.Work.Broken;
import dev.tocsin.support.progress.Work.None;
import dev.tocsin.support.progress.Work.Pending;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/// The work of each part of the probe, for the watch that reports parts without progress.
@Singleton
final class ProbeWork {

    private final CatalogConsumer catalog;
    private final CheckRunner runner;
    private final SpoolSender sender;
    private final Reporter reporter;
    private final HeartbeatSender heartbeat;
    private final CatchUp alerts;

    ProbeWork(
            CatalogConsumer catalog,
            CheckRunner runner,
            SpoolSender sender,
            Reporter reporter,
            HeartbeatSender heartbeat,
            @Identifier("operator-alerts") CatchUp alerts) {
        this.catalog = catalog;
        this.runner = runner;
        this.sender = sender;
        this.reporter = reporter;
        this.heartbeat = heartbeat;
        this.alerts = alerts;
    }

    /// @param probe the id of the probe, which distinguishes the alerts of several probes
    void register(ProgressWatch watch, String probe) {
        watch.watch(new ProbePart(probe + "/catalog", catalog::work));
        watch.watch(new ProbePart(probe + "/checks", this::checks));
        watch.watch(new ProbePart(probe + "/spool", this::spool));
        watch.watch(new ProbePart(probe + "/heartbeat", this::heartbeats));
        watch.watch(new ProbePart(probe + "/operator-alerts", this::alerts));
    }

    private Work checks() {
        if (!runner.isRunning()) {
            return new Broken("the check runner has stopped");
        }
        var overdue = runner.overdue();
        return overdue == 0 ? new None() : new Pending(runner.started(), "%d checks are due".formatted(overdue));
    }

    /// While Kafka is away the spool has nothing to do but to wait.
    private Work spool() {
        if (!sender.isRunning()) {
            return new Broken("the sender of health events has stopped");
        }
        var waiting = reporter.waiting();
        if (waiting == 0) {
            return new None();
        }
        var failure = sender.unexplainedFailure();
        if (failure.isPresent()) {
            return new Broken("%d health events wait: %s".formatted(waiting, failure.get()));
        }
        return catalog.kafkaAnswers()
                ? new Pending(sender.acknowledgedEvents(), "%d health events wait".formatted(waiting))
                : new None();
    }

    private Work heartbeats() {
        return new Pending(heartbeat.turns(), "no heartbeat is sent");
    }

    /// Once Kafka answers, the records that were on the topics at the start are read within moments.
    private Work alerts() {
        return alerts.isDone() || !catalog.kafkaAnswers()
                ? new None()
                : new Broken("the open operator alerts could not be read at the start");
    }

    private record ProbePart(String name, Supplier<Work> todo) implements WatchedPart {

        @Override
        public Work work() {
            return todo.get();
        }
    }
}
