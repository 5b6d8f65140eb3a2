package dev.tocsin.incident.replay.thread;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.replay.Recorded;
import dev.tocsin.engine.replay.WhatIf;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.replay.RecordedLog;
import dev.tocsin.incident.replay.RecordedLog.LogExcerpt;
import dev.tocsin.incident.replay.ReplayReport;
import dev.tocsin.incident.replay.ReplayRequest;
import dev.tocsin.incident.replay.ReplayRun;
import dev.tocsin.incident.replay.ReplayRun.Answered;
import dev.tocsin.incident.replay.ReplayRun.NotReplayed;
import dev.tocsin.incident.replay.ReplayScope;
import dev.tocsin.incident.trust.live.CurrentView;
import dev.tocsin.support.kafka.Unavailability;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.IntConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;

/// Reads the recorded events of a span of time, and runs them through the engine with both settings.
@ApplicationScoped
class LogReplay {

    private static final Logger LOG = Logger.getLogger(LogReplay.class);

    private final RecordedLog log;
    private final CurrentCatalog catalog;
    private final CurrentView live;
    private final ReplayLimits limits;

    LogReplay(RecordedLog log, CurrentCatalog catalog, CurrentView live, ReplayLimits limits) {
        this.log = log;
        this.catalog = catalog;
        this.live = live;
        this.limits = limits;
    }

    /// @param progress is given the percentage that is done
    ReplayRun run(ReplayRequest request, IntConsumer progress) {
        var deadline = System.nanoTime() + limits.deadline().toNanos();
        try (var excerpt = log.open(request.from(), request.to(), deadline)) {
            var running = catalog.get();
            var scope = scope(request, excerpt, running);
            var records = excerpt.records(scope);
            return records > limits.mostRecords()
                    ? tooMany(records)
                    : new Answered(replayed(request, scope, records, excerpt, running, progress));
        } catch (TimeoutException e) {
            LOG.infof("A replay was given up: %s", e.getMessage());
            return new NotReplayed(
                    "It took longer than %d seconds. Kafka may be away or slow; try again, or choose less time."
                            .formatted(limits.deadline().toSeconds()));
        } catch (KafkaException e) {
            LOG.warnf("Recorded events cannot be read: %s", Unavailability.firstLine(e));
            return new NotReplayed("The recorded events cannot be read, because Kafka does not answer. Try again.");
        }
    }

    /// All cells if they are not too many; otherwise those around the cells in question.
    private ReplayScope scope(ReplayRequest request, LogExcerpt excerpt, Catalog running) {
        return request.cells().isEmpty() || excerpt.records(ReplayScope.ALL) <= limits.mostRecords()
                ? ReplayScope.ALL
                : ReplayScope.around(request.cells(), running);
    }

    private NotReplayed tooMany(long records) {
        return new NotReplayed(String.format(
                Locale.ROOT,
                "There are %,d recorded events in this time, and a replay reads %,d at most. Choose less time, or a cell.",
                records,
                limits.mostRecords()));
    }

    private ReplayReport replayed(
            ReplayRequest request,
            ReplayScope scope,
            long records,
            LogExcerpt excerpt,
            Catalog running,
            IntConsumer progress) {
        var whatIf = new WhatIf(running, request.settings(), request.from(), excerpt.partitions(), excerpt, scope::has);
        live.view().windows().values().stream()
                .sorted(Comparator.comparing(WindowUpdated::window))
                .map(window -> new Recorded(Topic.MAINTENANCE, 0, window.window(), request.from(), window))
                .forEach(whatIf::take);
        excerpt.read(scope, whatIf::take, read -> progress.accept((int) (read * 100 / Math.max(1, records))));
        return ReplayReport.of(request, scope, whatIf.asIs(), whatIf.changed(), running);
    }
}
