package dev.tocsin.notifier.subscription;

import dev.tocsin.contract.Severity;
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
}
