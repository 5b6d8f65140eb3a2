package dev.tocsin.engine.correlation;

import static java.util.stream.Collectors.toSet;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.change.ChangeApplied;
import dev.tocsin.engine.catalog.Catalog;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A change, and what is known about its effect.
///
/// @param revertedAt when it was reverted; null while it is in effect
/// @param blamedFor incidents for which it is likely or confirmed to be to blame
/// @param held the outages for which its rollout was held, such as `4f7k2m9q0x1z/na-1`
public record KnownChange(
        ChangeApplied applied, @Nullable Instant revertedAt, List<String> held, List<String> blamedFor) {

    public KnownChange {
        held = List.copyOf(held);
        blamedFor = List.copyOf(blamedFor);
    }

    static KnownChange of(ChangeApplied applied) {
        return new KnownChange(applied, null, List.of(), List.of());
    }

    /// A repeated event is the same change, which stays reverted; a change applied after its revert is in effect
    /// again.
    KnownChange appliedAgain(ChangeApplied again) {
        var standsAgain = revertedAt != null && again.time().isAfter(revertedAt);
        return new KnownChange(again, standsAgain ? null : revertedAt, held, blamedFor);
    }

    KnownChange reverted(Instant time) {
        return new KnownChange(applied, time, held, blamedFor);
    }

    public KnownChange heldFor(String outage) {
        return new KnownChange(
                applied,
                revertedAt,
                Stream.concat(held.stream(), Stream.of(outage)).toList(),
                blamedFor);
    }

    KnownChange blamed(String incident, boolean isBlamed) {
        if (isBlamed == blamedFor.contains(incident)) {
            return this;
        }
        var others = blamedFor.stream().filter(other -> !other.equals(incident));
        return new KnownChange(
                applied, revertedAt, held, (isBlamed ? Stream.concat(others, Stream.of(incident)) : others).toList());
    }

    public boolean stoodAt(Instant time) {
        return !applied.time().isAfter(time) && (revertedAt == null || revertedAt.isAfter(time));
    }

    /// Whether it was applied or reverted in that time.
    public boolean happenedWithin(Instant from, Instant to) {
        return within(applied.time(), from, to) || (revertedAt != null && within(revertedAt, from, to));
    }

    public boolean touches(Cell cell) {
        return applied.components().contains(cell.component())
                && (applied.regions().isEmpty() || applied.regions().contains(cell.region()));
    }

    /// The regions where it was applied; if it states none, all regions of its components.
    public Set<String> regions(Catalog catalog) {
        return applied.regions().isEmpty()
                ? applied.components().stream()
                        .flatMap(component -> catalog.component(component).stream())
                        .flatMap(component -> component.regions().stream())
                        .collect(toSet())
                : Set.copyOf(applied.regions());
    }

    Instant lastTouched() {
        return revertedAt == null || revertedAt.isBefore(applied.time()) ? applied.time() : revertedAt;
    }

    private static boolean within(Instant time, Instant from, Instant to) {
        return !time.isBefore(from) && !time.isAfter(to);
    }
}
