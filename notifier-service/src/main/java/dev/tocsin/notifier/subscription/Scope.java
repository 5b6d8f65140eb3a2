package dev.tocsin.notifier.subscription;

import dev.tocsin.contract.Severity;
import java.util.Set;

/// The regions, components and severities about which a subscriber wants notices.
///
/// @param regions ids; empty means all
/// @param components ids; empty means all
/// @param leastSeverity `minor` or more: nobody is notified of internal incidents
public record Scope(Set<String> regions, Set<String> components, Severity leastSeverity) {

    public Scope {
        regions = Set.copyOf(regions);
        components = Set.copyOf(components);
    }
}
