package dev.tocsin.engine.detection;

import static dev.tocsin.engine.detection.PartitionState.NEVER;

import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Vote;
import dev.tocsin.contract.health.CellChecksDefined.AssignedCheck;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.status.StatusChanged.CountedVote;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A check that vantage points ask: its live ballots, and the verdict on which they agree.
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
/// @param definedAt when the check was defined; earlier observations do not count
/// @param contestedSince the time since which the votes are contested; `NEVER` while they have a majority
/// @param ballots by vantage point
public record VotedCheck(
        AssignedCheck definition,
        long definedAt,
        @Nullable Verdict verdict,
        long since,
        long contestedSince,
        List<Ballot> ballots)
        implements CheckState {

    private static final int CONTESTED_INTERVALS = 5;
    private static final int FLOOR = 2;

    public VotedCheck {
        ballots = List.copyOf(ballots);
    }

    static VotedCheck awaited(AssignedCheck definition, long clock) {
        return new VotedCheck(definition, clock, null, clock, NEVER, List.of());
    }

    @Override
    public VotedCheck adapted(AssignedCheck to, long clock) {
        var assigned = ballots.stream()
                .map(ballot -> to.from().contains(ballot.vantagePoint()) ? ballot : ballot.withoutVote())
                .toList();
        return new VotedCheck(to, definedAt, verdict, since, contestedSince, assigned);
    }

    VotedCheck with(String vantagePoint, long time, Vote says, @Nullable ErrorKind error) {
        var confirmations = definition.timing().confirmations();
        var next = new ArrayList<>(ballots);
        var place = 0;
        while (place < next.size() && next.get(place).vantagePoint().compareTo(vantagePoint) < 0) {
            place++;
        }
        if (place < next.size() && next.get(place).vantagePoint().equals(vantagePoint)) {
            next.set(place, next.get(place).with(time, says, error, confirmations));
        } else {
            next.add(place, Ballot.first(vantagePoint, time, says, error, confirmations));
        }
        return with(next);
    }

    /// Forgets expired votes and results, and counts the rest.
    @Override
    public VotedCheck settled(PartitionState partition, String region) {
        var live = unexpired(partition);
        var tally = live.tally(partition, region);
        if (tally.live() < floor()) {
            return live.undecided(NEVER, partition.clock(), ranOut(partition, region));
        }
        var majority = tally.majority();
        return majority == null ? live.contested(partition.clock()) : live.decided(majority, partition, region);
    }

    private VotedCheck unexpired(PartitionState partition) {
        for (var ballot : ballots) {
            if (due(ballot, partition) <= partition.clock()) {
                return with(ballots.stream()
                        .filter(other -> forgotten(other) > partition.clock())
                        .map(other -> due(other, partition) > partition.clock() ? other : other.withoutVote())
                        .toList());
            }
        }
        return this;
    }

    private VotedCheck decided(Verdict agreed, PartitionState partition, String region) {
        if (agreed == verdict) {
            return contestedSince == NEVER
                    ? this
                    : new VotedCheck(definition, definedAt, verdict, since, NEVER, ballots);
        }
        return new VotedCheck(definition, definedAt, agreed, onset(agreed, partition, region), NEVER, ballots);
    }

    /// The first event of the run of the vote that completed the majority.
    private long onset(Verdict agreed, PartitionState partition, String region) {
        var votes = voting(partition, region)
                .map(Ballot::cast)
                .map(Objects::requireNonNull)
                .toList();
        return votes.stream()
                .filter(cast -> VoteCount.supports(cast.vote(), agreed))
                .sorted(Comparator.comparingLong(Ballot.Cast::confirmed))
                .skip(votes.size() / 2)
                .findFirst()
                .orElseThrow()
                .since();
    }

    private VotedCheck contested(long clock) {
        var from = contestedSince == NEVER ? clock : contestedSince;
        var until = contestedUntil(from);
        return verdict == null || clock >= until
                ? undecided(from, clock, until)
                : new VotedCheck(definition, definedAt, verdict, since, from, ballots);
    }

    private VotedCheck undecided(long contestedSince, long clock, long onset) {
        if (verdict == null) {
            return clock < awaitedUntil()
                    ? new VotedCheck(definition, definedAt, null, since, contestedSince, ballots)
                    : new VotedCheck(definition, definedAt, Verdict.UNKNOWN, awaitedUntil(), contestedSince, ballots);
        }
        var from = verdict == Verdict.UNKNOWN ? since : onset;
        return new VotedCheck(definition, definedAt, Verdict.UNKNOWN, from, contestedSince, ballots);
    }

    /// The time at which fewer votes lived than a verdict needs; the clock, if votes were taken away.
    private long ranOut(PartitionState partition, String region) {
        var expired = voting(partition, region)
                .map(ballot -> expires(ballot, partition))
                .sorted(Comparator.reverseOrder())
                .skip(floor() - 1L)
                .findFirst()
                .orElse(NEVER);
        return Math.min(expired, partition.clock());
    }

    @Override
    public long due(PartitionState partition) {
        var due = verdict == null ? awaitedUntil() : NEVER;
        if (isContested()) {
            due = Math.min(due, contestedUntil(contestedSince));
        }
        for (var ballot : ballots) {
            due = Math.min(due, due(ballot, partition));
        }
        return due;
    }

    @Nullable
    Ballot ballot(String vantagePoint) {
        for (var ballot : ballots) {
            if (ballot.vantagePoint().equals(vantagePoint)) {
                return ballot;
            }
        }
        return null;
    }

    @Override
    public Stream<CountedVote> counted(PartitionState partition, String region) {
        return voting(partition, region).map(ballot -> ballot.counted(definition.check()));
    }

    @Override
    public String reason(PartitionState partition, String region) {
        var check = definition.check();
        var tally = tally(partition, region);
        var votes = voting(partition, region).map(Ballot::because).collect(Collectors.joining(", "));
        if (verdict == null) {
            return "%s: no verdict yet".formatted(check);
        }
        if (verdict == Verdict.UNKNOWN && tally.live() < floor()) {
            return "%s: %d of %d votes live, %d are needed%s"
                    .formatted(check, tally.live(), definition.from().size(), floor(), aside(partition, region));
        }
        if (verdict == Verdict.UNKNOWN) {
            return "%s: votes contested for %d intervals (%s)".formatted(check, CONTESTED_INTERVALS, votes);
        }
        if (isContested()) {
            return "%s: votes contested, the verdict stays %s (%s)".formatted(check, verdict, votes);
        }
        var supporting = voting(partition, region)
                .filter(ballot -> ballot.cast() != null
                        && VoteCount.supports(ballot.cast().vote(), verdict))
                .toList();
        return "%s: %d of %d votes %s, over half (%s)"
                .formatted(
                        check,
                        supporting.size(),
                        tally.live(),
                        verdict,
                        supporting.stream().map(Ballot::because).collect(Collectors.joining(", ")));
    }

    private String aside(PartitionState partition, String region) {
        var aside = definition.from().stream()
                .filter(vantagePoint -> partition.setsAside(vantagePoint, region))
                .toList();
        return aside.isEmpty() ? "" : " (set aside: %s)".formatted(String.join(", ", aside));
    }

    long voteLife(PartitionState partition) {
        return partition.voteLife(definition.timing());
    }

    @Override
    public boolean isContested() {
        return contestedSince != NEVER && verdict != null && verdict != Verdict.UNKNOWN;
    }

    @Override
    public boolean isSingleSource() {
        return definition.from().size() == 1;
    }

    private long due(Ballot ballot, PartitionState partition) {
        return ballot.cast() == null ? forgotten(ballot) : expires(ballot, partition);
    }

    private long expires(Ballot ballot, PartitionState partition) {
        return ballot.latest() + voteLife(partition);
    }

    /// A result is remembered for as long as a result like it might count, though its vote may end sooner: while
    /// Tocsin is blind, or when its vantage point is no longer assigned.
    private long forgotten(Ballot ballot) {
        return ballot.latest() + definition.timing().voteLifeMillis();
    }

    private long awaitedUntil() {
        return definedAt + definition.timing().voteLifeMillis();
    }

    private long contestedUntil(long from) {
        return from + CONTESTED_INTERVALS * definition.timing().everyMillis();
    }

    private int floor() {
        return Math.min(FLOOR, definition.from().size());
    }

    private VoteCount tally(PartitionState partition, String region) {
        int up = 0;
        int degraded = 0;
        int down = 0;
        for (var ballot : ballots) {
            var cast = ballot.cast();
            if (cast != null && !partition.setsAside(ballot.vantagePoint(), region)) {
                switch (cast.vote()) {
                    case UP -> up++;
                    case DEGRADED -> degraded++;
                    case DOWN -> down++;
                }
            }
        }
        return new VoteCount(up, degraded, down);
    }

    private Stream<Ballot> voting(PartitionState partition, String region) {
        return ballots.stream()
                .filter(ballot -> ballot.cast() != null && !partition.setsAside(ballot.vantagePoint(), region));
    }

    private VotedCheck with(List<Ballot> ballots) {
        return new VotedCheck(definition, definedAt, verdict, since, contestedSince, ballots);
    }
}
