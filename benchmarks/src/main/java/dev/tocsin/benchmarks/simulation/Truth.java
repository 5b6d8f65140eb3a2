package dev.tocsin.benchmarks.simulation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.contract.Cell;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The true faults and changes of a world, to score against.
public record Truth(
        long seed, Shape shape, Instant from, Instant until, List<TrueFault> faults, List<TrueChange> changes) {

    /// An outage shorter than this need not be seen.
    public static final Duration TO_BE_SEEN = Duration.ofMinutes(2);

    public Truth {
        faults = List.copyOf(faults);
        changes = List.copyOf(changes);
    }

    /// One cause and all that it broke.
    ///
    /// @param kind the form in which it shows
    /// @param root where it began; null if nothing stands out, as when a whole region fails
    /// @param hops how far it spread along dependencies
    /// @param cells the cells with checks that it broke; a cell that broke twice is there twice
    public record TrueFault(
            String id, TruthKind kind, @Nullable Cell root, int hops, List<TrueCell> cells) {

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

    public enum TruthKind {
        /// Every request fails, from a majority of the vantage points at least.
        @JsonProperty("full")
        FULL,
        /// Half of all requests fail.
        @JsonProperty("brown-out")
        BROWN_OUT,
        /// Every answer is right, but slow.
        @JsonProperty("slow")
        SLOW,
        /// More and more requests fail.
        @JsonProperty("slow-burn")
        SLOW_BURN,
        /// Down, up and down again.
        @JsonProperty("flapping")
        FLAPPING
    }

    /// @param heardFrom from when it can be observed; later than `from` if no events arrive before, as in a silence
    /// @param until not included
    /// @param everyMillis the longest interval of its checks
    /// @param seenFrom the number of vantage points that see it, are well and report the truth
    /// @param ofPoints the number of all vantage points
    public record TrueCell(
            Cell cell, Instant from, Instant heardFrom, Instant until, long everyMillis, int seenFrom, int ofPoints) {

        public Duration lasts() {
            return Duration.between(heardFrom, until);
        }

        public boolean isHeardAtOnce() {
            return heardFrom.equals(from);
        }
    }

    /// @param role its relation to the fault
    public record TrueChange(String change, ChangeRole role) {}

    public enum ChangeRole {
        /// It caused the fault.
        @JsonProperty("culprit")
        CULPRIT,
        /// It caused the fault, and reverting it ended the fault.
        @JsonProperty("culprit-reverted")
        CULPRIT_REVERTED,
        /// It had no effect, and the known facts show that.
        @JsonProperty("told-apart")
        TOLD_APART,
        /// It caused the fault; another change was made with it that had no effect, and looks the same.
        @JsonProperty("culprit-among-alike")
        CULPRIT_AMONG_ALIKE,
        /// It had no effect, but was made and reverted as if it had.
        @JsonProperty("alike")
        ALIKE
    }
}
