package dev.tocsin.incident.trust.viewer;

import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.support.access.Roles;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import jakarta.enterprise.context.ApplicationScoped;

/// The sender of a request.
@ApplicationScoped
public class Viewer {

    private final CurrentIdentityAssociation identity;

    Viewer(CurrentIdentityAssociation identity) {
        this.identity = identity;
    }

    /// Fails on a wrong token, rather than taking its bearer for the public. May block.
    public Audience audience() {
        return identity.getIdentity().hasRole(Roles.OPERATOR) ? Audience.OPERATORS : Audience.PUBLIC;
    }
}
