package dev.tocsin.probe.control.network;

import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.vantage.HeartbeatSent.Control;
import dev.tocsin.probe.ProbeConfig;
import dev.tocsin.probe.check.network.Asker;
import dev.tocsin.probe.control.ControlTarget;
import dev.tocsin.probe.control.Sight;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the control targets, at most once a second, and shares what they say among all who want to know meanwhile.
@Singleton
public final class Controls {

    private static final Logger LOG = LoggerFactory.getLogger(Controls.class);
    private static final Duration LEAST_APART = Duration.ofSeconds(1);

    private final Asker asker;
    private final long timeoutMillis;
    private List<String> targets = List.of();
    private CompletableFuture<Sight> latest = CompletableFuture.completedFuture(Sight.UNKNOWN);
    private long askedAt = System.nanoTime() - LEAST_APART.toNanos();

    Controls(Asker asker, ProbeConfig config) {
        this.asker = asker;
        this.timeoutMillis = config.controls().timeout().toMillis();
    }

    public synchronized void take(List<String> controls) {
        if (!targets.equals(controls)) {
            targets = List.copyOf(controls);
            askedAt = System.nanoTime() - LEAST_APART.toNanos();
        }
    }

    /// Blocks until all targets have answered or timed out.
    public Sight look() {
        return asked().join();
    }

    private synchronized CompletableFuture<Sight> asked() {
        var now = System.nanoTime();
        if (latest.isDone() && now - askedAt >= LEAST_APART.toNanos()) {
            askedAt = now;
            latest = ask(targets);
        }
        return latest;
    }

    private CompletableFuture<Sight> ask(List<String> asked) {
        var answers = asked.stream()
                .map(target -> CompletableFuture.supplyAsync(() -> control(target), Thread::startVirtualThread))
                .toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(_ ->
                        new Sight(answers.stream().map(CompletableFuture::join).toList()));
    }

    private Control control(String target) {
        try {
            var answer = asker.ask(ControlTarget.question(target), timeoutMillis, timeoutMillis);
            return new Control(target, answer.outcome() == Outcome.PASS);
        } catch (IllegalArgumentException e) {
            LOG.warn("{}", e.getMessage());
            return new Control(target, false);
        }
    }
}
