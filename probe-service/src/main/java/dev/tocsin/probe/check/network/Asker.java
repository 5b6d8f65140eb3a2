package dev.tocsin.probe.check.network;

import static dev.tocsin.contract.health.ErrorKind.OTHER;
import static dev.tocsin.contract.health.ErrorKind.SECRET_MISSING;
import static dev.tocsin.contract.health.ErrorKind.TIMED_OUT;

import dev.tocsin.contract.catalog.Question;
import dev.tocsin.probe.check.Answer;
import dev.tocsin.probe.check.Fault;
import dev.tocsin.probe.check.Secrets;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks any question, within its time-out and with its secrets filled in, and makes an answer of any outcome.
@Singleton
public final class Asker {

    private static final Logger LOG = LoggerFactory.getLogger(Asker.class);

    private final CheckKinds kinds;
    private final Secrets secrets;
    private final ScheduledThreadPoolExecutor deadlines;

    Asker(CheckKinds kinds, Secrets secrets) {
        this.kinds = kinds;
        this.secrets = secrets;
        deadlines = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("deadlines").factory());
        deadlines.setRemoveOnCancelPolicy(true);
    }

    /// Blocks the calling thread, a virtual one, for at most `timeoutMillis`. Throws nothing: an ask that breaks is
    /// `unsure`.
    ///
    /// @param slowAfterMillis a right answer that took longer is slow
    public Answer ask(Question question, long timeoutMillis, long slowAfterMillis) {
        var ask = new Ask(Duration.ofMillis(timeoutMillis));
        var deadline = deadlines.schedule(ask::expire, timeoutMillis, TimeUnit.MILLISECONDS);
        var found = conversation(question, ask);
        deadline.cancel(false);
        var finished = ask.finish();
        var fault = finished.expired() ? Optional.of(timedOut(timeoutMillis, finished)) : found;
        return Answer.of(fault, finished.latencyMillis(), finished.times().phases(), slowAfterMillis, timeoutMillis);
    }

    private <Q extends Question> Optional<Fault> conversation(Q question, Ask ask) {
        try {
            var kind = kinds.of(question);
            return kind.ask(kind.fill(question, secrets::fill), ask).map(fault -> redacted(fault, question));
        } catch (FaultFound e) {
            return Optional.of(redacted(e.fault(), question));
        } catch (Secrets.MissingSecret e) {
            return Optional.of(
                    Fault.unsure(SECRET_MISSING, "the probe's environment has no %s".formatted(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(Fault.unsure(OTHER, "the probe stops"));
        } catch (IOException | GeneralSecurityException e) {
            return Optional.of(redacted(Faults.of(e), question));
        } catch (Throwable e) {
            // The message may contain the question, and so a secret.
            LOG.error("Asking {} failed with {} at {}", question.getClass().getSimpleName(), e.getClass(), where(e));
            return Optional.of(Faults.broken(e));
        }
    }

    private static Fault timedOut(long timeoutMillis, Ask.Finished finished) {
        var during = finished.during();
        return Fault.of(
                TIMED_OUT,
                "not done within %d ms%s".formatted(timeoutMillis, during == null ? "" : ", while " + during.doing()));
    }

    private Fault redacted(Fault fault, Question question) {
        return fault.withDetail(detail -> secrets.redact(detail, kinds.secretsOf(question)));
    }

    private static Object where(Throwable exception) {
        var trace = exception.getStackTrace();
        return trace.length == 0 ? "an unknown place" : trace[0];
    }
}
