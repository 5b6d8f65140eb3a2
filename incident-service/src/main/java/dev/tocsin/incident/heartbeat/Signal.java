package dev.tocsin.incident.heartbeat;

import dev.tocsin.contract.Text;
import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.health.RunStarted;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The report that a job sends by calling its URL.
public sealed interface Signal {

    /// The endings that a URL may have after its secret.
    String KNOWN = "nothing or 0 for success, start, fail, or an exit code from 1 to 255";

    record Started() implements Signal {}

    record Succeeded() implements Signal {}

    /// @param exitCode null when the job gave none
    record Failed(@Nullable Integer exitCode) implements Signal {}

    /// @param text the part after the secret, without slashes; empty when there is none
    static Optional<Signal> of(String text) {
        return switch (text) {
            case "" -> Optional.of(new Succeeded());
            case "start" -> Optional.of(new Started());
            case "fail" -> Optional.of(new Failed(null));
            default -> exitCode(text);
        };
    }

    private static Optional<Signal> exitCode(String text) {
        if (!Limits.EXIT_CODE.matcher(text).matches()) {
            return Optional.empty();
        }
        var code = Integer.parseInt(text);
        if (code > Limits.MOST_EXIT_CODE) {
            return Optional.empty();
        }
        return Optional.of(code == 0 ? new Succeeded() : new Failed(code));
    }

    /// @param body the body that the job sent; shortened, and shown to operators
    /// @param now when the call came in
    default HealthLogEvent event(CheckDefined check, String body, String receiver, Instant now) {
        var said = Text.brief(body, Limits.MOST_DETAIL);
        return switch (this) {
            case Started _ -> new RunStarted(check.check(), check.cell(), now);
            case Succeeded _ -> ended(check, Outcome.PASS, null, said, receiver, now);
            case Failed(var exitCode) ->
                ended(
                        check,
                        Outcome.FAIL,
                        ErrorKind.JOB_FAILED,
                        exitCode == null
                                ? said
                                : Text.brief("exit code %d %s".formatted(exitCode, said), Limits.MOST_DETAIL),
                        receiver,
                        now);
        };
    }

    private static HealthObserved ended(
            CheckDefined check, Outcome outcome, @Nullable ErrorKind error, String said, String receiver, Instant now) {
        return new HealthObserved(
                check.check(),
                check.cell(),
                Question.Heartbeat.CALLER,
                receiver,
                outcome,
                now,
                0,
                null,
                error,
                said.isEmpty() ? null : said,
                null);
    }

    /// The limits of what is accepted.
    final class Limits {

        private static final int MOST_EXIT_CODE = 255;
        private static final int MOST_DETAIL = 200;
        private static final Pattern EXIT_CODE = Pattern.compile("[0-9]{1,3}");

        private Limits() {}
    }
}
