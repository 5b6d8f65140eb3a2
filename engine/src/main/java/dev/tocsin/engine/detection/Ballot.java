package dev.tocsin.engine.detection;

import dev.tocsin.contract.Vote;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.status.StatusChanged.CountedVote;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The latest results of one vantage point for one check, and the vote that they make. Times are in milliseconds.
///
/// A run of like results makes the vote. The last ten results show a brown-out: once four of them failed or were
/// slow, the vote is at best DEGRADED until at most one of them did. An outage with failures without a break is no
/// brown-out, so its results are forgotten once a run of passes has ended it.
///
/// @param cast null until enough results agree
public record Ballot(
        String vantagePoint, Recent recent, @Nullable Cast cast) {

    private static final int BROWN_OUT_BEGINS = 4;
    private static final int BROWN_OUT_ENDS = 1;

    /// @param run the vote that the last run of like results made
    /// @param since the first of the events that made the vote
    /// @param confirmed the event that completed these
    /// @param error the error of the latest event that was as bad as the vote, or null
    public record Cast(
            Vote run,
            boolean brownOut,
            long since,
            long confirmed,
            @Nullable ErrorKind error) {

        public Vote vote() {
            return brownOut && run == Vote.UP ? Vote.DEGRADED : run;
        }

        private Cast refreshed(Vote says, @Nullable ErrorKind latest) {
            var bad = vote() != Vote.UP && says != Vote.UP;
            return bad && latest != error ? new Cast(run, brownOut, since, confirmed, latest) : this;
        }
    }

    static Ballot first(String vantagePoint, long time, Vote says, @Nullable ErrorKind error, int confirmations) {
        return counted(vantagePoint, Recent.first(time, says), null, error, confirmations);
    }

    Ballot with(long time, Vote says, @Nullable ErrorKind error, int confirmations) {
        return counted(vantagePoint, recent.with(time, says), cast, error, confirmations);
    }

    private static Ballot counted(
            String vantagePoint, Recent recent, @Nullable Cast before, @Nullable ErrorKind error, int confirmations) {
        var run = run(before, recent, confirmations);
        if (run == null) {
            return new Ballot(vantagePoint, recent, null);
        }
        if (before == null) {
            var since = run == Vote.UP ? recent.time(0) : recent.time(confirmations - 1);
            return new Ballot(vantagePoint, recent, new Cast(run, false, since, recent.time(0), error));
        }
        var recovered = before.run() != Vote.UP && run == Vote.UP;
        var kept = recovered && recent.oneRunOfBadBefore(confirmations) ? recent.only(confirmations) : recent;
        return new Ballot(vantagePoint, kept, recast(before, run, kept, error, confirmations));
    }

    /// A vote is never better than the best of the latest results nor worse than the worst: `confirmations` failures
    /// in a row make it DOWN, as many passes make it UP, and passes mixed with slow results end a DOWN. A first UP
    /// takes one pass.
    private static @Nullable Vote run(@Nullable Cast before, Recent recent, int confirmations) {
        if (before == null && recent.says(0) == Vote.UP) {
            return Vote.UP;
        }
        if (recent.size() < confirmations) {
            return before == null ? null : before.run();
        }
        var best = recent.best(confirmations);
        if (before == null) {
            return best == Vote.UP ? null : best;
        }
        var worst = recent.worst(confirmations);
        if (before.run().compareTo(best) < 0) {
            return best;
        }
        return before.run().compareTo(worst) > 0 ? worst : before.run();
    }

    private static Cast recast(Cast before, Vote run, Recent recent, @Nullable ErrorKind error, int confirmations) {
        var bad = recent.count(Vote.DEGRADED);
        var brownOut = before.brownOut() ? bad > BROWN_OUT_ENDS : bad >= BROWN_OUT_BEGINS;
        if (run == before.run() && brownOut == before.brownOut()) {
            return before.refreshed(recent.says(0), error);
        }
        var next = new Cast(run, brownOut, since(before, run, brownOut, recent, confirmations), recent.time(0), error);
        return next.vote() == before.vote()
                ? new Cast(run, brownOut, before.since(), before.confirmed(), before.error())
                        .refreshed(recent.says(0), error)
                : next;
    }

    private static long since(Cast before, Vote run, boolean brownOut, Recent recent, int confirmations) {
        if (run != before.run()) {
            return recent.time(confirmations - 1);
        }
        return brownOut ? recent.firstBad() : recent.upSince();
    }

    /// The results are kept, so that each counts only once.
    Ballot withoutVote() {
        return new Ballot(vantagePoint, recent, null);
    }

    long latest() {
        return recent.time(0);
    }

    CountedVote counted(String check) {
        var counted = Objects.requireNonNull(cast, "no vote was cast");
        return new CountedVote(
                check, vantagePoint, counted.vote(), Instant.ofEpochMilli(counted.since()), counted.error());
    }

    /// Like `eu-west: 3 of its last 10 failed`.
    String because() {
        var counted = Objects.requireNonNull(cast, "no vote was cast");
        var last = recent.size();
        return switch (counted.vote()) {
            case UP -> "%s: %d of its last %d passed".formatted(vantagePoint, last - recent.count(Vote.DEGRADED), last);
            case DEGRADED ->
                "%s: %d of its last %d failed or were slow".formatted(vantagePoint, recent.count(Vote.DEGRADED), last);
            case DOWN -> "%s: %d of its last %d failed".formatted(vantagePoint, recent.count(Vote.DOWN), last);
        };
    }
}
