package dev.tocsin.incident.detection;

import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.health.CellChecksDefined.AssignedCheck;
import dev.tocsin.contract.status.StatusChanged.CountedVote;
import dev.tocsin.incident.detection.Ballot.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One check of a cell: the ballots that live, and the verdict on which they agree.
///
/// ```
///              a majority              too few votes, or contested for 5 intervals
///   awaited ───────────────▶ UP, DEGRADED, DOWN ───────────────▶ UNKNOWN
///      │                             ▲                            │   ▲
///      │                             └────────────────────────────┘   │
///      └──────────────────────────────────────────────────────────────┘
///        a vote's life without a majority
/// ```
///
/// @param definedAt what was observed before that does not count
/// @param verdict null while its first is awaited; the check is left out of the cell's verdict until then
/// @param since the onset of the verdict; while it is awaited, when the check was defined
/// @param contestedSince null while the votes have a majority
/// @param ballots by vantage point
public record CheckState(
        AssignedCheck definition,
        Instant definedAt,
        @Nullable Verdict verdict,
        Instant since,
        @Nullable Instant contestedSince,
        List<Ballot> ballots) {

    private static final int CONTESTED_INTERVALS = 5;
    private static final int FLOOR = 2;

    public CheckState {
        ballots = List.copyOf(ballots);
    }

    static CheckState awaited(AssignedCheck definition, Instant clock) {
        return new CheckState(definition, clock, null, clock, null, List.of());
    }

    /// The same question asked otherwise keeps its votes; another question starts anew.
    CheckState redefined(AssignedCheck to, Instant clock) {
        return definition.definition().equals(to.definition())
                ? new CheckState(
                        to,
                        definedAt,
                        verdict,
                        since,
                        contestedSince,
                        ballots.stream()
                                .filter(ballot -> to.from().contains(ballot.vantagePoint()))
                                .toList())
                : awaited(to, clock);
    }

    CheckState with(String vantagePoint, Result result) {
        var confirmations = definition.timing().confirmations();
        var voted = ballot(vantagePoint)
                .map(ballot -> ballot.with(result, confirmations))
                .orElseGet(() -> Ballot.first(vantagePoint, result, confirmations));
        var others = ballots.stream().filter(ballot -> !ballot.vantagePoint().equals(vantagePoint));
        return withBallots(Stream.concat(others, Stream.of(voted))
                .sorted(Comparator.comparing(Ballot::vantagePoint))
                .toList());
    }

    /// Forgets what expired by `clock`, and counts the rest.
    ///
    /// @param setAside vantage points whose votes are kept but do not count
    CheckState settled(Instant clock, Predicate<String> setAside) {
        var live = withBallots(ballots.stream()
                .filter(ballot -> ballot.expires(voteLife()).isAfter(clock))
                .toList());
        var tally = live.tally(setAside);
        if (tally.votes().size() < floor()) {
            return live.undecided(null, clock, ranOut(clock, setAside));
        }
        return tally.majority().map(verdict -> live.decided(verdict, tally)).orElseGet(() -> live.contested(clock));
    }

    private CheckState decided(Verdict agreed, Tally tally) {
        return new CheckState(
                definition, definedAt, agreed, agreed == verdict ? since : tally.onset(agreed), null, ballots);
    }

    private CheckState contested(Instant clock) {
        var from = Objects.requireNonNullElse(contestedSince, clock);
        var until = contestedUntil(from);
        return verdict == null || !clock.isBefore(until)
                ? undecided(from, clock, until)
                : new CheckState(definition, definedAt, verdict, since, from, ballots);
    }

    private CheckState undecided(@Nullable Instant contestedSince, Instant clock, Instant onset) {
        if (verdict == null) {
            return clock.isBefore(awaitedUntil())
                    ? new CheckState(definition, definedAt, null, since, contestedSince, ballots)
                    : new CheckState(definition, definedAt, Verdict.UNKNOWN, awaitedUntil(), contestedSince, ballots);
        }
        var from = verdict == Verdict.UNKNOWN ? since : onset;
        return new CheckState(definition, definedAt, Verdict.UNKNOWN, from, contestedSince, ballots);
    }

    /// When fewer votes lived than a verdict takes; now, if they were taken away.
    private Instant ranOut(Instant clock, Predicate<String> setAside) {
        return ballots.stream()
                .filter(ballot -> ballot.cast() != null && !setAside.test(ballot.vantagePoint()))
                .map(ballot -> ballot.expires(voteLife()))
                .sorted(Comparator.reverseOrder())
                .skip(floor() - 1L)
                .findFirst()
                .filter(clock::isAfter)
                .orElse(clock);
    }

    /// The earliest time at which the mere passing of time may change something.
    Optional<Instant> due() {
        var expiries = ballots.stream().map(ballot -> ballot.expires(voteLife()));
        var awaited = verdict == null ? Stream.of(awaitedUntil()) : Stream.<Instant>empty();
        var contested = Stream.ofNullable(verdict == Verdict.UNKNOWN ? null : contestedSince)
                .map(this::contestedUntil);
        return Stream.of(expiries, awaited, contested).flatMap(times -> times).min(Comparator.naturalOrder());
    }

    Optional<Ballot> ballot(String vantagePoint) {
        return ballots.stream()
                .filter(ballot -> ballot.vantagePoint().equals(vantagePoint))
                .findFirst();
    }

    Stream<CountedVote> counted(Predicate<String> setAside) {
        return voting(setAside).map(ballot -> ballot.counted(definition.check()));
    }

    /// Why the verdict is what it is, in one line.
    String reason(Predicate<String> setAside) {
        var check = definition.check();
        var tally = tally(setAside);
        var live = tally.votes().size();
        if (verdict == null) {
            return "%s: no verdict yet".formatted(check);
        }
        if (verdict == Verdict.UNKNOWN) {
            return live < floor()
                    ? "%s: %d of %d votes live, %d are needed"
                            .formatted(check, live, definition.from().size(), floor())
                    : "%s: votes contested for %d intervals".formatted(check, CONTESTED_INTERVALS);
        }
        return contestedSince == null
                ? "%s: %d of %d votes %s".formatted(check, tally.count(verdict), live, verdict)
                : "%s: votes contested, %s stands".formatted(check, verdict);
    }

    Duration voteLife() {
        return Duration.ofMillis(definition.timing().voteLifeMillis());
    }

    /// Without a majority, and keeping its verdict for the time being.
    boolean isContested() {
        return contestedSince != null && verdict != null && verdict != Verdict.UNKNOWN;
    }

    boolean isSingleSource() {
        return definition.from().size() == 1;
    }

    private Instant awaitedUntil() {
        return definedAt.plus(voteLife());
    }

    private Instant contestedUntil(Instant from) {
        return from.plusMillis(CONTESTED_INTERVALS * definition.timing().everyMillis());
    }

    private int floor() {
        return Math.min(FLOOR, definition.from().size());
    }

    private Tally tally(Predicate<String> setAside) {
        return new Tally(voting(setAside).map(Ballot::cast).toList());
    }

    private Stream<Ballot> voting(Predicate<String> setAside) {
        return ballots.stream().filter(ballot -> ballot.cast() != null && !setAside.test(ballot.vantagePoint()));
    }

    private CheckState withBallots(List<Ballot> ballots) {
        return new CheckState(definition, definedAt, verdict, since, contestedSince, ballots);
    }
}
