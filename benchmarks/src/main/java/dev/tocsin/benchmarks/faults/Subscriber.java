package dev.tocsin.benchmarks.faults;

import dev.tocsin.contract.Severity;
import org.jspecify.annotations.Nullable;

/// Somebody who hears by webhook.
///
/// @param number from 0
/// @param region the only one of which it wants to hear; null for all
public record Subscriber(int number, @Nullable String region, Severity leastSeverity, Manner manner) {

    boolean isAffectedBy(PlannedIncident incident) {
        return (region == null || region.equals(incident.region()))
                && incident.highest().compareTo(leastSeverity) >= 0;
    }

    /// Whether its endpoint takes the first copy of that notice in its own manner.
    public boolean refusesFirst(String notice) {
        return manner != Manner.ACCEPTS && Math.floorMod(notice.hashCode(), 2) == 0;
    }
}
