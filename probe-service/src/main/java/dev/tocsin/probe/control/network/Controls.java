package dev.tocsin.probe.control.network;

import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.vantage.HeartbeatSent.Control;
import dev.tocsin.probe.Failures;
import dev.tocsin.probe.ProbeConfig;
import dev.tocsin.probe.check.network.Asker;
import dev.tocsin.probe.control.ControlState;
import dev.tocsin.probe.control.ControlTarget;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the control targets at most once a second, and shares their answers among all callers meanwhile.
@Singleton
public final class Controls {

    private static final Logger LOG = LoggerFactory.getLogger(Controls.class);
    private static final Duration LEAST_APART = Duration.ofSeconds(1);

    private final Asker asker;
    private final Failures failures;
    private final long timeoutMillis;
    private final Set<String> wrong = ConcurrentHashMap.newKeySet();
    private List<String> targets = List.of();
    private CompletableFuture<ControlState> latest = CompletableFuture.completedFuture(ControlState.UNKNOWN);
    private long askedAt = System.nanoTime() - LEAST_APART.toNanos();

    Controls(Asker asker, Failures failures, ProbeConfig config) {
        this.asker = asker;
        this.failures = failures;
        this.timeoutMillis = config.controls().timeout().toMillis();
    }

    public synchronized void take(List<String> controls) {
        if (!targets.equals(controls)) {
            targets = List.copyOf(controls);
            wrong.clear();
            askedAt = System.nanoTime() - LEAST_APART.toNanos();
        }
    }

    /// Blocks until all targets have answered or timed out.
    public ControlState look() {
        return asked().join();
    }

    private synchronized CompletableFuture<ControlState> asked() {
        var now = System.nanoTime();
        if (latest.isDone() && now - askedAt >= LEAST_APART.toNanos()) {
            askedAt = now;
            latest = ask(targets);
        }
        return latest;
    }

    private CompletableFuture<ControlState> ask(List<String> asked) {
        var answers = asked.stream()
                .map(target -> CompletableFuture.supplyAsync(() -> control(target), Thread::startVirtualThread))
                .toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(
                        _ -> sight(answers.stream().map(CompletableFuture::join).toList()));
    }

    private static ControlState sight(List<ControlAsk> looks) {
        return new ControlState(looks.stream().map(ControlAsk::control).toList(), (int)
                looks.stream().filter(ControlAsk::asked).count());
    }

    /// A target that cannot be asked does not show whether the vantage point sees.
    private ControlAsk control(String target) {
        try {
            var outcome = asker.ask(ControlTarget.question(target), timeoutMillis, timeoutMillis)
                    .outcome();
            return new ControlAsk(new Control(target, outcome == Outcome.PASS), outcome != Outcome.UNSURE);
        } catch (IllegalArgumentException e) {
            if (wrong.add(target)) {
                LOG.warn("A control target is ignored: {}", e.getMessage());
            }
        } catch (Throwable e) {
            failures.count("control targets", e);
        }
        return new ControlAsk(new Control(target, false), false);
    }

    private record ControlAsk(Control control, boolean asked) {}
}
