package dev.tocsin.incident.detection;

import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Vote;
import dev.tocsin.incident.detection.Ballot.Cast;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A check's live votes, counted.
record Tally(List<Cast> votes) {

    /// What more than half of the votes say; DOWN counts as DEGRADED too. Empty when they are contested.
    Optional<Verdict> majority() {
        return Stream.of(Verdict.DOWN, Verdict.DEGRADED, Verdict.UP)
                .filter(verdict -> 2L * supporting(verdict).size() > votes.size())
                .findFirst();
    }

    /// When it began: the first event of the run of that vote which completed the majority.
    Instant onset(Verdict verdict) {
        return supporting(verdict).stream()
                .sorted(Comparator.comparing(Cast::confirmed))
                .skip(votes.size() / 2)
                .findFirst()
                .orElseThrow()
                .since();
    }

    long count(Verdict verdict) {
        return supporting(verdict).size();
    }

    private List<Cast> supporting(Verdict verdict) {
        return votes.stream().filter(cast -> supports(cast.vote(), verdict)).toList();
    }

    private static boolean supports(Vote vote, Verdict verdict) {
        return switch (verdict) {
            case UP -> vote == Vote.UP;
            case DEGRADED -> vote == Vote.DEGRADED || vote == Vote.DOWN;
            case DOWN -> vote == Vote.DOWN;
            case UNKNOWN -> false;
        };
    }
}
