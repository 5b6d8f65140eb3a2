package dev.tocsin.engine.correlation.step;

import static java.time.temporal.ChronoUnit.MINUTES;

import dev.tocsin.engine.correlation.Correlation;
import dev.tocsin.engine.lifecycle.Incident;
import java.time.Duration;
import java.time.Instant;

/// Drops state that is no longer needed: incidents that cannot reopen, and changes and windows that cannot be
/// suspected.
public final class StateRetention {

    private static final Duration INCIDENTS_KEPT = Duration.ofHours(1);
    private static final Duration CAUSES_KEPT = Duration.ofHours(25);

    private StateRetention() {}

    /// Once a minute is often enough: no rule looks back as far as the dropped state.
    public static Correlation forgotten(Instant before, Correlation state) {
        return before.truncatedTo(MINUTES).equals(state.now().truncatedTo(MINUTES)) ? state : forgotten(state);
    }

    private static Correlation forgotten(Correlation state) {
        var over = state.incidents().values().stream()
                .filter(incident -> isPast(incident, state))
                .map(Incident::id)
                .toList();
        var left =
                over.isEmpty() ? state : state.withIncidents(state.incidents().minusAll(over));
        var causesSince = oldestOnset(left).minus(CAUSES_KEPT);
        return left.with(left.changes().since(causesSince)).with(left.windows().since(causesSince));
    }

    private static boolean isPast(Incident incident, Correlation state) {
        var resolvedAt = incident.resolvedAt();
        return resolvedAt != null
                && resolvedAt
                        .plus(state.graph().holds().reopenWithin())
                        .plus(INCIDENTS_KEPT)
                        .isBefore(state.now());
    }

    /// Possible causes of an open incident are kept as long as it is open.
    private static Instant oldestOnset(Correlation state) {
        return state.standing()
                .map(standing -> standing.outage().onset())
                .filter(onset -> onset.isBefore(state.now()))
                .min(Instant::compareTo)
                .orElse(state.now());
    }
}
