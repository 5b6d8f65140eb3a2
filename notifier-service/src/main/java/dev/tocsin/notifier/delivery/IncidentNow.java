package dev.tocsin.notifier.delivery;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.incident.IncidentState;

/// The present state of an incident, as far as it decides who is notified.
///
/// @param awaitsResolution whether its last outage just ended: the resolution follows, and is the better one to
///     close with
public record IncidentNow(int episode, String title, IncidentState state, Severity severity, boolean awaitsResolution) {

    boolean isPublic() {
        return severity.isAtLeast(Severity.MINOR);
    }
}
