package dev.tocsin.benchmarks.simulation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.contract.Cell;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What really happened in a world, to score against.
public record Truth(
        long seed, Shape shape, Instant from, Instant until, List<TrueFault> faults, List<TrueChange> changes) {

    /// Below this an outage need not be seen.
    public static final Duration TO_BE_SEEN = Duration.ofMinutes(2);

    public Truth {
        faults = List.copyOf(faults);
        changes = List.copyOf(changes);
    }

    /// One cause and all that it broke.
    ///
    /// @param kind how it shows
    /// @param root where it began; null if nothing stands out, as when a whole region goes
    /// @param hops how far it spread along dependencies
    /// @param cells those that have checks and that it broke; one that broke twice is there twice
    public record TrueFault(String id, Kind kind, @Nullable Cell root, int hops, List<TrueCell> cells) {

        public TrueFault {
            cells = List.copyOf(cells);
        }

        public List<String> regions() {
            return cells.stream()
                    .map(it -> it.cell().region())
                    .distinct()
                    .sorted()
                    .toList();
        }

        public Instant from() {
            return cells.stream().map(TrueCell::from).min(Instant::compareTo).orElseThrow();
        }

        public Instant until() {
            return cells.stream().map(TrueCell::until).max(Instant::compareTo).orElseThrow();
        }

        boolean has(Cell cell) {
            return cells.stream().anyMatch(it -> it.cell().equals(cell));
        }
    }

    public enum Kind {
        /// Every ask fails, from a majority of the vantage points at least.
        @JsonProperty("full")
        FULL,
        /// Half of all asks fail.
        @JsonProperty("brown-out")
        BROWN_OUT,
        /// Every answer is right, but slow.
        @JsonProperty("slow")
        SLOW,
        /// More and more asks fail.
        @JsonProperty("slow-burn")
        SLOW_BURN,
        /// Down, up and down again.
        @JsonProperty("flapping")
        FLAPPING
    }

    /// @param heardFrom later than `from` where nothing could be heard of it before, as when all was silent
    /// @param until not included
    /// @param everyMillis the longest interval of its checks
    /// @param seenFrom how many of its vantage points meet it, are well and tell the truth
    /// @param ofPoints how many there are
    public record TrueCell(
            Cell cell, Instant from, Instant heardFrom, Instant until, long everyMillis, int seenFrom, int ofPoints) {

        public Duration lasts() {
            return Duration.between(heardFrom, until);
        }

        public boolean isHeardAtOnce() {
            return heardFrom.equals(from);
        }
    }

    /// @param role what it had to do with the fault
    public record TrueChange(String change, Role role) {}

    public enum Role {
        /// It caused the fault.
        @JsonProperty("culprit")
        CULPRIT,
        /// Taking it back ended the fault, too.
        @JsonProperty("culprit-reverted")
        CULPRIT_REVERTED,
        /// It did nothing, and what is known tells so.
        @JsonProperty("told-apart")
        TOLD_APART,
        /// It caused the fault, and another was made with it that did nothing, and looks the same.
        @JsonProperty("culprit-among-alike")
        CULPRIT_AMONG_ALIKE,
        /// It did nothing, but was made and taken back as if it had.
        @JsonProperty("alike")
        ALIKE
    }
}
