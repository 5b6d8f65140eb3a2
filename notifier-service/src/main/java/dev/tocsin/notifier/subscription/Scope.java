package dev.tocsin.notifier.subscription;

import dev.tocsin.contract.Severity;
import java.util.HashSet;
import java.util.Set;

/// What a subscriber wants to hear about.
///
/// @param regions ids; empty means all
/// @param components ids; empty means all
/// @param leastSeverity `minor` or more: nobody is told of internal incidents
public record Scope(Set<String> regions, Set<String> components, Severity leastSeverity) {

    public Scope {
        regions = Set.copyOf(regions);
        components = Set.copyOf(components);
    }

    /// The least that covers both.
    public Scope and(Scope other) {
        return new Scope(
                both(regions, other.regions),
                both(components, other.components),
                leastSeverity.compareTo(other.leastSeverity) <= 0 ? leastSeverity : other.leastSeverity);
    }

    private static Set<String> both(Set<String> some, Set<String> others) {
        if (some.isEmpty() || others.isEmpty()) {
            return Set.of();
        }
        var both = new HashSet<>(some);
        both.addAll(others);
        return both;
    }
}
