package dev.tocsin.benchmarks.faults;

import dev.tocsin.benchmarks.notices.IncidentScript;
import dev.tocsin.contract.Severity;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// An incident that opens, may worsen, and closes.
///
/// @param opensAt counted from the beginning of the round, as the other times
/// @param worsensAt when it becomes critical; null if it does not
public record PlannedIncident(
        IncidentScript script, Duration opensAt, @Nullable Duration worsensAt, Duration closesAt) {

    public String id() {
        return script.id();
    }

    public String region() {
        return script.region();
    }

    Severity highest() {
        return worsensAt == null ? script.severity() : Severity.CRITICAL;
    }
}
