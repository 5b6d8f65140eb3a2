package dev.tocsin.incident.replay.thread;

import dev.tocsin.incident.replay.ReplayRequest;
import dev.tocsin.incident.replay.ReplayRun;
import dev.tocsin.incident.replay.ReplayRun.NotReplayed;
import dev.tocsin.incident.replay.ReplayRun.Occupied;
import dev.tocsin.incident.replay.ReplayRun.Underway;
import dev.tocsin.incident.replay.Replays;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Runs one replay at a time, on a thread of its own, and keeps the latest answers, so that a
/// page that is loaded again does not replay again.
@ApplicationScoped
class ReplayRuns implements Replays {

    private static final Logger LOG = Logger.getLogger(ReplayRuns.class);
    private static final int MOST_KEPT = 8;
    private static final Duration KEPT = Duration.ofMinutes(10);

    /// A replay that failed is tried again soon.
    private static final Duration NOT_REPLAYED_KEPT = Duration.ofSeconds(10);

    private final LogReplay replay;
    private final Clock clock;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("replay").factory());
    private final Map<ReplayRequest, PastRun> past = new LinkedHashMap<>();
    private @Nullable CurrentRun current;

    ReplayRuns(LogReplay replay, Clock clock) {
        this.replay = replay;
        this.clock = clock;
    }

    private record CurrentRun(ReplayRequest request, Underway state) {}

    private record PastRun(ReplayRun run, Instant at) {

        boolean isOld(Instant now) {
            return at.plus(run instanceof NotReplayed ? NOT_REPLAYED_KEPT : KEPT)
                    .isBefore(now);
        }
    }

    @Override
    public synchronized ReplayRun of(ReplayRequest request) {
        var now = clock.instant();
        past.values().removeIf(run -> run.isOld(now));
        var known = past.get(request);
        if (known != null) {
            return known.run();
        }
        if (current != null) {
            return current.request().equals(request)
                    ? current.state()
                    : new Occupied(current.state().since());
        }
        var begun = new CurrentRun(request, new Underway(now, 0));
        current = begun;
        thread.execute(() -> run(request, now));
        return begun.state();
    }

    private void run(ReplayRequest request, Instant since) {
        ReplayRun result = new NotReplayed("The replay failed unexpectedly; the log of incident-service says why.");
        try {
            result = replay.run(request, percent -> advance(request, new Underway(since, percent)));
        } catch (RuntimeException | Error e) {
            LOG.error("A replay failed", e);
        } finally {
            end(request, result);
        }
    }

    private synchronized void advance(ReplayRequest request, Underway state) {
        current = new CurrentRun(request, state);
    }

    private synchronized void end(ReplayRequest request, ReplayRun result) {
        current = null;
        past.put(request, new PastRun(result, clock.instant()));
        var eldest = past.keySet().iterator();
        while (past.size() > MOST_KEPT) {
            eldest.next();
            eldest.remove();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }
}
