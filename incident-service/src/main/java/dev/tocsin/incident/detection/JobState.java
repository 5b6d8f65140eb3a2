package dev.tocsin.incident.detection;

import static dev.tocsin.incident.detection.PartitionState.NEVER;

import dev.tocsin.contract.Vote;
import dev.tocsin.contract.catalog.HeartbeatTiming;
import dev.tocsin.contract.health.CellChecksDefined.AssignedCheck;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.support.text.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a job that has to report in time last said, and what its silence amounts to. All times are milliseconds of the
/// partition's clock, that is, when the broker took a report: neither the job's clock nor that of the instance that
/// received it matters.
///
/// ```
///                a success                    a failure, or silence until the deadline
///   awaited ──────────────▶ UP ◀────────────▶ DOWN
///      │                    │ ▲                 ▲
///      │   silence, but Tocsin did not listen   │ silence for a whole `every` and `grace` since Tocsin listens
///      └────────────────────┴─┴──▶ UNKNOWN ─────┘
/// ```
///
/// @param reportedAt when it last reported an end, or when its rhythm was defined, whichever is later
/// @param startedAt of the run that has not ended; never, while none is known
/// @param vote null until the first report or the first deadline, and while it is not known
/// @param since when the vote became what it is
/// @param error of a vote that is DOWN, else null
/// @param detail what the job said of its failure, or null
public record JobState(
        long reportedAt,
        long startedAt,
        @Nullable Vote vote,
        long since,
        @Nullable ErrorKind error,
        @Nullable String detail) {

    private static final int MOST_DETAIL = 200;

    static JobState awaited(long clock) {
        return new JobState(clock, NEVER, null, clock, null, null);
    }

    /// A run that was reported and never ended counts on, so that a job that starts over and over does not hide that
    /// it never ends; unless its end may have been missed.
    JobState started(PartitionState partition) {
        var runs = startedAt != NEVER && partition.listeningSince() <= startedAt;
        return runs ? this : new JobState(reportedAt, partition.clock(), vote, since, error, detail);
    }

    JobState ended(Vote says, @Nullable ErrorKind error, @Nullable String detail, long clock) {
        var brief = detail == null || says == Vote.UP ? null : Text.brief(detail, MOST_DETAIL);
        return new JobState(clock, NEVER, says, says == vote ? since : clock, error, brief);
    }

    /// By another rhythm, silence is counted from now on.
    JobState redefined(long clock) {
        return isSilent() ? awaited(clock) : new JobState(clock, startedAt, vote, since, error, detail);
    }

    /// With what silence says by the partition's clock; nothing of a vote where Tocsin did not listen.
    JobState settled(AssignedCheck check, PartitionState partition) {
        if (!isOverdue(check, partition)) {
            return this;
        }
        var downAt = downAt(check, partition);
        if (partition.clock() < downAt) {
            return new JobState(reportedAt, startedAt, null, deadline(check), null, null);
        }
        var error = runsLimited(check) ? ErrorKind.OVERRUN : ErrorKind.MISSED;
        return new JobState(reportedAt, startedAt, Vote.DOWN, downAt, error, null);
    }

    boolean isOverdue(AssignedCheck check, PartitionState partition) {
        return vote != Vote.DOWN && partition.clock() >= deadline(check);
    }

    /// The earliest time at which the mere passing of time may change something.
    long due(AssignedCheck check, PartitionState partition) {
        if (vote == Vote.DOWN) {
            return NEVER;
        }
        var deadline = deadline(check);
        var knownToBeUnknown = vote == null && since == deadline;
        return knownToBeUnknown ? downAt(check, partition) : deadline;
    }

    private long deadline(AssignedCheck check) {
        var longest = timing(check).longestMillis();
        return startedAt != NEVER && longest != null ? startedAt + longest : reportedAt + patience(check);
    }

    /// A report that is missing shows something only if it could not have come while Tocsin did not listen: then the
    /// next one is waited for.
    private long downAt(AssignedCheck check, PartitionState partition) {
        if (partition.blind()) {
            return NEVER;
        }
        var listeningSince = partition.listeningSince();
        var from = runsLimited(check) ? startedAt : reportedAt;
        var deadline = deadline(check);
        return listeningSince <= from ? deadline : Math.max(deadline, listeningSince + patience(check));
    }

    private boolean runsLimited(AssignedCheck check) {
        return startedAt != NEVER && timing(check).longestMillis() != null;
    }

    private boolean isSilent() {
        return error == ErrorKind.MISSED || error == ErrorKind.OVERRUN;
    }

    private static long patience(AssignedCheck check) {
        return check.timing().everyMillis() + timing(check).graceMillis();
    }

    private static HeartbeatTiming timing(AssignedCheck check) {
        return Objects.requireNonNull(check.heartbeat(), "not a heartbeat check");
    }

    /// Like `the job last reported at 02:00, and has to every PT24H, PT1H later at most`.
    String because(AssignedCheck check) {
        if (vote == null) {
            return "no report came by %s, but Tocsin did not listen all the time".formatted(time(since));
        }
        if (vote != Vote.DOWN) {
            return "the job reported at %s".formatted(time(reportedAt));
        }
        if (error == ErrorKind.OVERRUN) {
            return "the run that started at %s has not ended within %s"
                    .formatted(
                            time(startedAt),
                            Duration.ofMillis(
                                    Objects.requireNonNull(timing(check).longestMillis())));
        }
        if (error == ErrorKind.MISSED) {
            return "nothing was reported since %s; a report is due every %s, at most %s late"
                    .formatted(
                            time(reportedAt),
                            Duration.ofMillis(check.timing().everyMillis()),
                            Duration.ofMillis(timing(check).graceMillis()));
        }
        var failed = "the job reported a failure at %s".formatted(time(reportedAt));
        return detail == null ? failed : "%s: %s".formatted(failed, detail);
    }

    private static Instant time(long millis) {
        return Instant.ofEpochMilli(millis);
    }
}
