package dev.tocsin.incident.detection;

import dev.tocsin.contract.Vote;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.status.StatusChanged.CountedVote;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What one vantage point lately said of one check, and the vote that this amounts to.
///
/// @param results the latest, oldest first, at most as many as confirm a vote; never empty
/// @param cast null until enough results agree
public record Ballot(
        String vantagePoint, List<Result> results, @Nullable Cast cast) {

    /// One counted health event: what it alone would vote.
    public record Result(Instant time, Vote says, @Nullable ErrorKind error) {}

    /// @param since the first event of the run that made this vote
    /// @param confirmed the event that completed that run
    /// @param error of the latest event that said so, or null
    public record Cast(
            Vote vote,
            Instant since,
            Instant confirmed,
            @Nullable ErrorKind error) {}

    public Ballot {
        results = List.copyOf(results);
    }

    static Ballot first(String vantagePoint, Result result, int confirmations) {
        return new Ballot(vantagePoint, List.of(), null).with(result, confirmations);
    }

    Ballot with(Result result, int confirmations) {
        var latest = Stream.concat(results.stream(), Stream.of(result))
                .skip(Math.max(0, results.size() + 1 - confirmations))
                .toList();
        return new Ballot(vantagePoint, latest, count(latest, confirmations));
    }

    /// A vote is never better than the best of the latest results nor worse than the worst: as many failures in a row
    /// make it DOWN, as many passes UP, and passes mixed with slow ones end a DOWN. A first UP takes one pass.
    private @Nullable Cast count(List<Result> latest, int confirmations) {
        var last = latest.getLast();
        if (cast == null && last.says() == Vote.UP) {
            return new Cast(Vote.UP, last.time(), last.time(), null);
        }
        if (latest.size() < confirmations) {
            return cast == null ? null : refreshed(cast, last);
        }
        var best = latest.stream().map(Result::says).min(Vote::compareTo).orElseThrow();
        var worst = latest.stream().map(Result::says).max(Vote::compareTo).orElseThrow();
        var vote = cast == null ? best : between(best, cast.vote(), worst);
        return cast != null && cast.vote() == vote
                ? refreshed(cast, last)
                : new Cast(vote, latest.getFirst().time(), last.time(), last.error());
    }

    private static Vote between(Vote best, Vote vote, Vote worst) {
        if (vote.compareTo(best) < 0) {
            return best;
        }
        return vote.compareTo(worst) > 0 ? worst : vote;
    }

    private static Cast refreshed(Cast cast, Result last) {
        return cast.vote() == last.says() ? new Cast(cast.vote(), cast.since(), cast.confirmed(), last.error()) : cast;
    }

    Instant latest() {
        return results.getLast().time();
    }

    Instant expires(Duration voteLife) {
        return latest().plus(voteLife);
    }

    CountedVote counted(String check) {
        var counted = Objects.requireNonNull(cast, "no vote was cast");
        return new CountedVote(check, vantagePoint, counted.vote(), counted.since(), counted.error());
    }
}
