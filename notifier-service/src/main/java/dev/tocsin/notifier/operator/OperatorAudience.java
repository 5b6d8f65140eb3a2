package dev.tocsin.notifier.operator;

import dev.tocsin.contract.Severity;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;

/// The incidents that an operators' channel is notified of, internal ones among them.
///
/// @param severities empty for all
/// @param regions ids; empty for all
public record OperatorAudience(Set<Severity> severities, Set<String> regions) {

    public OperatorAudience {
        severities = Set.copyOf(severities);
        regions = Set.copyOf(regions);
    }

    /// @param of the regions of the incident's outages; none before its first outage is known
    boolean includes(Severity severity, Collection<String> of) {
        return (severities.isEmpty() || severities.contains(severity))
                && !of.isEmpty()
                && (regions.isEmpty() || !Collections.disjoint(regions, of));
    }
}
