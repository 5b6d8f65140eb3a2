package dev.tocsin.engine.lifecycle;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.incident.CellImpact;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// The present impact of an outage on a cell, with its first and its worst verdict: the worst stays in the title and
/// in the severity.
///
/// @param byHand whether a person stated it and no check has shown it yet; its recovery can only be stated too
public record Impact(
        CellImpact now,
        Verdict first,
        Verdict worst,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean byHand) {

    /// DOWN before DEGRADED before recovered, then the earliest.
    static final Comparator<Impact> WORST_FIRST = Comparator.comparing((Impact impact) -> impact.now.verdict())
            .reversed()
            .thenComparing(impact -> impact.now.onset())
            .thenComparing(Impact::cell);

    /// An impact that was stored without its first verdict uses its worst verdict instead; one that does not say that a
    /// person stated it was found.
    @JsonCreator
    static Impact stored(
            @JsonProperty("now") CellImpact now,
            @JsonProperty("first") @Nullable Verdict first,
            @JsonProperty("worst") Verdict worst,
            @JsonProperty("byHand") @Nullable Boolean byHand) {
        return new Impact(now, first == null ? worst : first, worst, Boolean.TRUE.equals(byHand));
    }

    public static Impact of(Cell cell, Verdict verdict, Instant onset, boolean isPublic, Weight weight) {
        return new Impact(new CellImpact(cell, verdict, onset, isPublic, weight, null), verdict, verdict, false);
    }

    /// The same impact as a person states it.
    public Impact stated() {
        return new Impact(now, first, worst, true);
    }

    public Cell cell() {
        return now.cell();
    }

    /// Whether the cell has not recovered yet; a cell about which nothing is known any more stays bad.
    @JsonIgnore
    public boolean isBad() {
        return now.verdict().isBad();
    }

    /// The impact after a check showed a verdict.
    Impact turned(Verdict verdict, Instant onset) {
        return new Impact(
                new CellImpact(cell(), verdict, onset, now.isPublic(), now.weight(), now.because()),
                first,
                verdict == Verdict.DOWN ? verdict : worst,
                false);
    }

    /// The impact with the catalog's present visibility and weight of its cell.
    public Impact seen(boolean isPublic, Weight weight) {
        return new Impact(
                new CellImpact(cell(), now.verdict(), now.onset(), isPublic, weight, now.because()),
                first,
                worst,
                byHand);
    }

    Impact because(@Nullable Cell root) {
        return new Impact(
                new CellImpact(cell(), now.verdict(), now.onset(), now.isPublic(), now.weight(), root),
                first,
                worst,
                byHand);
    }
}
