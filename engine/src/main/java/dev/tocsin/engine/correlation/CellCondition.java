package dev.tocsin.engine.correlation;

import dev.tocsin.contract.Verdict;
import java.time.Instant;
import java.util.Optional;

/// The condition of a cell by its latest change.
///
/// ```
///                bad                       not bad, yet not up
///   untroubled ──────▶ troubled (bad) ◀──────────────────▶ troubled (nothing is known, or unstable)
///        ▲                   │                                          │
///        └───────────────────┴────────────────── up ────────────────────┘
/// ```
///
/// From each of them a cell may cease to be watched, which ends its trouble.
public sealed interface CellCondition {

    record NotWatched() implements CellCondition {}

    /// A cell with a verdict.
    sealed interface Judged extends CellCondition {

        Verdict verdict();

        /// Whether it changes too often to be called up.
        boolean unstable();
    }

    /// Up, or nothing is known of it and it was not bad before.
    record Untroubled(Verdict verdict, boolean unstable) implements Judged {

        public Untroubled {
            if (verdict.isBad()) {
                throw new IllegalArgumentException("A cell that is %s is in trouble".formatted(verdict));
            }
        }
    }

    /// Bad, or bad before and not up again.
    record Troubled(Verdict verdict, boolean unstable, OngoingTrouble trouble) implements Judged {}

    /// @param onset the first event that made it bad
    /// @param since the clock at the change that made it bad; the hold starts here
    /// @param number the number of that change
    record OngoingTrouble(Instant onset, Instant since, long number) {}

    default boolean isBad() {
        return this instanceof Judged judged && judged.verdict().isBad();
    }

    default boolean isUp() {
        return this instanceof Judged judged && judged.verdict() == Verdict.UP && !judged.unstable();
    }

    default Optional<OngoingTrouble> ongoing() {
        return this instanceof Troubled troubled ? Optional.of(troubled.trouble) : Optional.empty();
    }

    default CellCondition after(PendingChange change) {
        var verdict = change.verdict();
        if (verdict == null) {
            return new NotWatched();
        }
        var before = verdict == Verdict.UP && !change.unstable() ? Optional.<OngoingTrouble>empty() : ongoing();
        if (before.isEmpty() && !verdict.isBad()) {
            return new Untroubled(verdict, change.unstable());
        }
        return new Troubled(
                verdict,
                change.unstable(),
                before.orElseGet(() -> new OngoingTrouble(change.onset(), change.time(), change.number())));
    }
}
