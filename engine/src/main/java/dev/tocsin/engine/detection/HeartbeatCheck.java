package dev.tocsin.engine.detection;

import static dev.tocsin.engine.detection.PartitionState.NEVER;

import dev.tocsin.contract.Text;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Vote;
import dev.tocsin.contract.catalog.HeartbeatTiming;
import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.health.CellChecksDefined.AssignedCheck;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.status.StatusChanged.CountedVote;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The check of a job that has to report in time: its last report, and the verdict on its silence. All times are by
/// the partition's clock, that is, the time at which the broker appended a report. Neither the job's clock nor that
/// of the instance that received the report matters.
///
/// ```
///                a success                    a failure, or silence until the deadline
///   awaited ──────────────▶ UP ◀────────────▶ DOWN
///      │                    │ ▲                 ▲
///      │   silence, but Tocsin did not listen   │ silence for a whole `every` and `grace` since Tocsin listens
///      └────────────────────┴─┴──▶ UNKNOWN ─────┘
/// ```
///
/// @param reportedAt when the job last reported an end, or when its timing was defined, whichever is later
/// @param startedAt the start of the run that has not ended; `NEVER` while none is known
/// @param error the error of a bad verdict, else null
/// @param detail the job's description of its failure, or null
public record HeartbeatCheck(
        AssignedCheck definition,
        @Nullable Verdict verdict,
        long since,
        long reportedAt,
        long startedAt,
        @Nullable ErrorKind error,
        @Nullable String detail)
        implements CheckState {

    private static final int MOST_DETAIL = 200;

    static HeartbeatCheck awaited(AssignedCheck definition, long clock) {
        return new HeartbeatCheck(definition, null, clock, clock, NEVER, null, null);
    }

    /// When the timing changes, silence is counted from the change on.
    @Override
    public HeartbeatCheck adapted(AssignedCheck to, long clock) {
        var sameRhythm = to.timing().everyMillis() == definition.timing().everyMillis()
                && Objects.equals(to.heartbeat(), definition.heartbeat());
        if (sameRhythm) {
            return new HeartbeatCheck(to, verdict, since, reportedAt, startedAt, error, detail);
        }
        return isSilent()
                ? new HeartbeatCheck(to, Verdict.UNKNOWN, clock, clock, NEVER, null, null)
                : new HeartbeatCheck(to, verdict, since, clock, startedAt, error, detail);
    }

    /// A run that was reported and has not ended continues to count, so that a job that starts over and over does not
    /// hide that it never ends; unless its end may have been missed.
    HeartbeatCheck started(PartitionState partition) {
        var runs = startedAt != NEVER && partition.listeningSince() <= startedAt;
        return runs
                ? this
                : new HeartbeatCheck(definition, verdict, since, reportedAt, partition.clock(), error, detail);
    }

    HeartbeatCheck ended(Vote says, @Nullable ErrorKind error, @Nullable String detail, long clock) {
        var said = verdict(says);
        var brief = detail == null || says == Vote.UP ? null : Text.brief(detail, MOST_DETAIL);
        return new HeartbeatCheck(definition, said, said == verdict ? since : clock, clock, NEVER, error, brief);
    }

    /// Judges silence, which proves nothing while Tocsin did not listen.
    @Override
    public HeartbeatCheck settled(PartitionState partition, String region) {
        var clock = partition.clock();
        if (verdict == Verdict.DOWN || clock < deadline()) {
            return this;
        }
        var downAt = downAt(partition);
        if (clock >= downAt) {
            var kind = runsLimited() ? ErrorKind.OVERRUN : ErrorKind.MISSED;
            return new HeartbeatCheck(definition, Verdict.DOWN, downAt, reportedAt, startedAt, kind, null);
        }
        return verdict == Verdict.UNKNOWN
                ? this
                : new HeartbeatCheck(definition, Verdict.UNKNOWN, deadline(), reportedAt, startedAt, null, null);
    }

    @Override
    public long due(PartitionState partition) {
        if (verdict == Verdict.DOWN) {
            return NEVER;
        }
        return verdict == Verdict.UNKNOWN && partition.clock() >= deadline() ? downAt(partition) : deadline();
    }

    private long deadline() {
        var longest = timing().longestMillis();
        return startedAt != NEVER && longest != null ? startedAt + longest : reportedAt + patience();
    }

    /// A missing report proves something only if it could not have come while Tocsin did not listen; otherwise the
    /// next report is awaited.
    private long downAt(PartitionState partition) {
        if (partition.blind()) {
            return NEVER;
        }
        var listeningSince = partition.listeningSince();
        var from = runsLimited() ? startedAt : reportedAt;
        return listeningSince <= from ? deadline() : Math.max(deadline(), listeningSince + patience());
    }

    private boolean runsLimited() {
        return startedAt != NEVER && timing().longestMillis() != null;
    }

    private boolean isSilent() {
        return error == ErrorKind.MISSED || error == ErrorKind.OVERRUN;
    }

    private long patience() {
        return definition.timing().everyMillis() + timing().graceMillis();
    }

    private HeartbeatTiming timing() {
        return Objects.requireNonNull(definition.heartbeat(), "not a heartbeat check");
    }

    @Override
    public Stream<CountedVote> counted(PartitionState partition, String region) {
        return Stream.ofNullable(vote())
                .map(vote -> new CountedVote(
                        definition.check(), Question.Heartbeat.CALLER, vote, Instant.ofEpochMilli(since), error));
    }

    private @Nullable Vote vote() {
        return switch (verdict) {
            case UP -> Vote.UP;
            case DEGRADED -> Vote.DEGRADED;
            case DOWN -> Vote.DOWN;
            case UNKNOWN -> null;
            case null -> null;
        };
    }

    private static Verdict verdict(Vote vote) {
        return switch (vote) {
            case UP -> Verdict.UP;
            case DEGRADED -> Verdict.DEGRADED;
            case DOWN -> Verdict.DOWN;
        };
    }

    @Override
    public String reason(PartitionState partition, String region) {
        return "%s: %s".formatted(definition.check(), because());
    }

    /// Like `nothing was reported since 02:00; a report is due every PT24H, at most PT1H late`.
    private String because() {
        return switch (verdict) {
            case null -> "no verdict yet";
            case UNKNOWN ->
                since == reportedAt
                        ? "no report came since its schedule changed at %s".formatted(time(since))
                        : "no report came by %s, but Tocsin was not receiving all the time".formatted(time(since));
            case UP, DEGRADED -> "the job reported at %s".formatted(time(reportedAt));
            case DOWN -> becauseDown();
        };
    }

    private String becauseDown() {
        if (error == ErrorKind.OVERRUN) {
            return "the run that started at %s has not ended within %s"
                    .formatted(time(startedAt), Duration.ofMillis(Objects.requireNonNull(timing().longestMillis())));
        }
        if (error == ErrorKind.MISSED) {
            return "nothing was reported since %s; a report is due every %s, at most %s late"
                    .formatted(
                            time(reportedAt),
                            Duration.ofMillis(definition.timing().everyMillis()),
                            Duration.ofMillis(timing().graceMillis()));
        }
        var failed = "the job reported a failure at %s".formatted(time(reportedAt));
        return detail == null ? failed : "%s: %s".formatted(failed, detail);
    }

    private static Instant time(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    @Override
    public boolean isContested() {
        return false;
    }

    @Override
    public boolean isSingleSource() {
        return false;
    }
}
