package dev.tocsin.incident.trust.live;

import static dev.tocsin.incident.trust.live.Harbour.NOON;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.status.ClockAdvanced;
import java.util.List;

/// Views of Harbour CRM.
public final class Views {

    private Views() {}

    /// Its catalog is known, detection's clock moves at noon, and then came these.
    public static LiveView atNoon(Event... events) {
        return state(events).view();
    }

    public static LiveState state(Event... events) {
        var state = new LiveState();
        Harbour.catalog(1, NOON.minusSeconds(3600)).forEach(entry -> state.received(entry, NOON));
        state.caughtUp(NOON);
        state.received(new ClockAdvanced(0, NOON), NOON);
        List.of(events).forEach(event -> state.received(event, NOON));
        return state;
    }
}
