package dev.tocsin.incident.trust.viewer;

import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.support.access.Caller;
import dev.tocsin.support.access.Permissions;
import jakarta.enterprise.context.ApplicationScoped;

/// The sender of a request.
@ApplicationScoped
public class Viewer {

    private final Caller caller;

    Viewer(Caller caller) {
        this.caller = caller;
    }

    /// Fails on a wrong token, rather than taking its bearer for the public. May block.
    public Audience audience() {
        return caller.may(Permissions.STATUS_READ) ? Audience.OPERATORS : Audience.PUBLIC;
    }
}
