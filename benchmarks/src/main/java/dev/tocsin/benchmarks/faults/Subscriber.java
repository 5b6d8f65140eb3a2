package dev.tocsin.benchmarks.faults;

import dev.tocsin.contract.Severity;
import org.jspecify.annotations.Nullable;

/// Somebody who is notified by webhook or by mail.
///
/// @param number from 0
/// @param region the only region of which it wants notices; null for all regions
/// @param manner of its endpoint; null for a subscriber by mail
public record Subscriber(
        int number,
        @Nullable String region,
        Severity leastSeverity,
        @Nullable EndpointManner manner) {

    public static final String SUBSCRIPTION = "faults-";

    /// The id of its subscription.
    public String subscription() {
        return SUBSCRIPTION + number;
    }

    boolean isAffectedBy(PlannedIncident incident) {
        return (region == null || region.equals(incident.region()))
                && incident.highest().compareTo(leastSeverity) >= 0;
    }
}
