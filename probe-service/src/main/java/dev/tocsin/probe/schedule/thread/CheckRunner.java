package dev.tocsin.probe.schedule.thread;

import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.probe.Failures;
import dev.tocsin.probe.ProbeConfig;
import dev.tocsin.probe.check.Answer;
import dev.tocsin.probe.check.Fault;
import dev.tocsin.probe.check.PhaseTimes;
import dev.tocsin.probe.check.network.Asker;
import dev.tocsin.probe.control.network.Controls;
import dev.tocsin.probe.report.kafka.Reporter;
import dev.tocsin.probe.schedule.CheckSchedule;
import dev.tocsin.probe.schedule.CheckSchedule.DueCheck;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts each check when it is due, on a virtual thread of its own, and passes on its result.
@Singleton
public final class CheckRunner {

    private static final Logger LOG = LoggerFactory.getLogger(CheckRunner.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(100);

    private final Asker asker;
    private final Controls controls;
    private final Reporter reporter;
    private final Failures failures;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final CheckSchedule agenda;
    private final Semaphore places;
    private final Set<Thread> asking = ConcurrentHashMap.newKeySet();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("check runner").unstarted(this::run);
    private final AtomicLong started = new AtomicLong();
    private volatile boolean stopping;

    CheckRunner(
            Asker asker,
            Controls controls,
            Reporter reporter,
            Failures failures,
            MeterRegistry meters,
            InstantSource clock,
            ProbeConfig config) {
        this.asker = asker;
        this.controls = controls;
        this.reporter = reporter;
        this.failures = failures;
        this.meters = meters;
        this.clock = clock;
        this.agenda = new CheckSchedule(config.probe());
        this.places = new Semaphore(config.asks().atOnce());
    }

    public void start() {
        thread.start();
    }

    /// Asks in progress may end within `farewell`; those that do not are interrupted and report nothing.
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

    /// Checks that should have been started a while ago.
    public long overdue() {
        synchronized (agenda) {
            return agenda.overdue(clock.instant());
        }
    }

    /// Counts up with each check that is started.
    public long started() {
        return started.get();
    }

    public boolean isRunning() {
        return thread.isAlive();
    }

    public long lateStarts() {
        synchronized (agenda) {
            return agenda.lateStarts();
        }
    }

    private void run() {
        while (!stopping) {
            try {
                places.acquire();
                startNext();
            } catch (InterruptedException e) {
                LOG.debug("Stopping on an interrupt", e);
            } catch (Throwable e) {
                failures.count("check runner", e);
                LockSupport.parkNanos(AFTER_FAILURE.toNanos());
            }
        }
    }

    private void startNext() throws InterruptedException {
        var isStarted = false;
        try {
            start(awaitDue());
            isStarted = true;
            started.incrementAndGet();
        } finally {
            if (!isStarted) {
                places.release();
            }
        }
    }

    private DueCheck awaitDue() throws InterruptedException {
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

    private void start(DueCheck due) {
        var ask = Thread.ofVirtual().name(due.check().key()).unstarted(() -> ask(due));
        asking.add(ask);
        try {
            ask.start();
        } catch (RuntimeException | Error e) {
            asking.remove(ask);
            report(due.check(), clock.instant(), broken(e));
            ended(due, clock.instant(), Outcome.UNSURE);
            throw e;
        }
    }

    private void ask(DueCheck due) {
        var startedAt = clock.instant();
        var outcome = Outcome.UNSURE;
        try {
            var answer = answer(due.check());
            outcome = answer.outcome();
            if (!Thread.currentThread().isInterrupted()) {
                report(due.check(), startedAt, answer);
            }
        } finally {
            places.release();
            asking.remove(Thread.currentThread());
            ended(due, startedAt, outcome);
        }
    }

    private Answer answer(CheckDefined check) {
        try {
            return sure(asker.ask(
                    check.question(),
                    check.timing().timeoutMillis(),
                    check.timing().slowAfterMillis()));
        } catch (Throwable e) {
            failures.count("asks", e);
            return broken(e);
        }
    }

    /// The answer to an ask that broke for a reason of the probe's own.
    private static Answer broken(Throwable failure) {
        return new Answer(
                0,
                new PhaseTimes().phases(),
                Optional.of(Fault.unsure(
                        ErrorKind.OTHER,
                        "internal error of the probe: %s"
                                .formatted(failure.getClass().getSimpleName()))));
    }

    /// If an answer cannot be reported, an `unsure` answer is reported instead.
    private void report(CheckDefined check, Instant startedAt, Answer answer) {
        try {
            reporter.report(check, startedAt, answer);
            count(check, answer);
        } catch (Throwable e) {
            failures.count("reports", e);
            reporter.report(check, startedAt, broken(e));
        }
    }

    /// Before an ask counts as failed, the control targets show whether the vantage point sees at all.
    private Answer sure(Answer answer) {
        return answer.outcome() == Outcome.FAIL && controls.look().blind() ? answer.blind() : answer;
    }

    private void ended(DueCheck due, Instant startedAt, Outcome outcome) {
        synchronized (agenda) {
            agenda.ended(due, startedAt, outcome);
            agenda.notifyAll();
        }
    }

    private void count(CheckDefined check, Answer answer) {
        var kind = check.question().getClass().getSimpleName().toLowerCase(Locale.ROOT);
        var outcome = answer.outcome().name().toLowerCase(Locale.ROOT);
        Timer.builder("tocsin.probe.asks")
                .description("The duration of asks, by the kind of check and the outcome")
                .tags("kind", kind, "outcome", outcome)
                .register(meters)
                .record(Duration.ofNanos((long) (answer.latencyMillis() * 1_000_000)));
    }
}
