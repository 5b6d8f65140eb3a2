package dev.tocsin.probe.schedule.thread;

import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.probe.ProbeConfig;
import dev.tocsin.probe.check.Answer;
import dev.tocsin.probe.check.network.Asker;
import dev.tocsin.probe.control.network.Controls;
import dev.tocsin.probe.report.kafka.Reporter;
import dev.tocsin.probe.schedule.Agenda;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// Starts each check when it is due, on a virtual thread of its own, and passes on what it came to.
@Singleton
public final class CheckRunner {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final Asker asker;
    private final Controls controls;
    private final Reporter reporter;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Agenda agenda;
    private final Semaphore places;
    private final Set<Thread> asking = ConcurrentHashMap.newKeySet();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("check runner").unstarted(this::run);
    private volatile boolean stopping;

    CheckRunner(
            Asker asker,
            Controls controls,
            Reporter reporter,
            MeterRegistry meters,
            InstantSource clock,
            ProbeConfig config) {
        this.asker = asker;
        this.controls = controls;
        this.reporter = reporter;
        this.meters = meters;
        this.clock = clock;
        this.agenda = new Agenda(config.probe());
        this.places = new Semaphore(config.asks().atOnce());
    }

    public void start() {
        thread.start();
    }

    /// Asks that are under way may end within `farewell`; those that do not are ended, and report nothing.
    public void stop(Duration farewell) throws InterruptedException {
        stopping = true;
        thread.interrupt();
        thread.join(farewell);
        var end = clock.instant().plus(farewell);
        for (var ask : asking) {
            if (!ask.join(Duration.between(clock.instant(), end))) {
                ask.interrupt();
            }
        }
    }

    public void take(Collection<CheckDefined> checks) {
        synchronized (agenda) {
            agenda.take(checks, clock.instant());
            agenda.notifyAll();
        }
    }

    public int checks() {
        synchronized (agenda) {
            return agenda.checks();
        }
    }

    public long lateStarts() {
        synchronized (agenda) {
            return agenda.lateStarts();
        }
    }

    private void run() {
        try {
            while (!stopping) {
                places.acquire();
                start(awaitDue());
            }
        } catch (InterruptedException e) {
            // It is told to stop.
        }
    }

    private Agenda.Due awaitDue() throws InterruptedException {
        synchronized (agenda) {
            while (true) {
                var now = clock.instant();
                var due = agenda.nextDue(now);
                if (due.isPresent()) {
                    return due.get();
                }
                var wait =
                        agenda.next().map(next -> Duration.between(now, next)).orElse(LONGEST_WAIT);
                agenda.wait(Math.clamp(wait.toMillis() + 1, 1, LONGEST_WAIT.toMillis()));
            }
        }
    }

    private void start(Agenda.Due due) {
        var ask = Thread.ofVirtual().name(due.check().key()).unstarted(() -> ask(due));
        asking.add(ask);
        ask.start();
    }

    private void ask(Agenda.Due due) {
        var startedAt = clock.instant();
        var outcome = Outcome.UNSURE;
        try {
            var answer = sure(answer(due.check()));
            outcome = answer.outcome();
            if (!Thread.currentThread().isInterrupted()) {
                reporter.report(due.check(), startedAt, answer);
                count(due.check(), answer);
            }
        } finally {
            places.release();
            asking.remove(Thread.currentThread());
            ended(due, startedAt, outcome);
        }
    }

    private Answer answer(CheckDefined check) {
        return asker.ask(
                check.question(), check.timing().timeoutMillis(), check.timing().slowAfterMillis());
    }

    /// Before anything is called failed, the vantage point looks whether it sees at all.
    private Answer sure(Answer answer) {
        return answer.outcome() == Outcome.FAIL && controls.look().blind() ? answer.blind() : answer;
    }

    private void ended(Agenda.Due due, Instant startedAt, Outcome outcome) {
        synchronized (agenda) {
            agenda.ended(due, startedAt, outcome);
            agenda.notifyAll();
        }
    }

    private void count(CheckDefined check, Answer answer) {
        var kind = check.question().getClass().getSimpleName().toLowerCase(Locale.ROOT);
        var outcome = answer.outcome().name().toLowerCase(Locale.ROOT);
        meters.timer("tocsin.probe.asks", "kind", kind, "outcome", outcome)
                .record(Duration.ofNanos((long) (answer.latencyMillis() * 1_000_000)));
    }
}
