package dev.tocsin.support.access;

import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import jakarta.enterprise.context.ApplicationScoped;

/// The sender of the request that is being answered.
@ApplicationScoped
public class Caller {

    private final CurrentIdentityAssociation identity;

    Caller(CurrentIdentityAssociation identity) {
        this.identity = identity;
    }

    /// Fails on a wrong token, rather than taking its bearer for the public. May block.
    ///
    /// @param permission one of [Permissions]
    public boolean may(String permission) {
        var parts = permission.split(":", 2);
        return identity.getIdentity().checkPermissionBlocking(new StringPermission(parts[0], parts[1]));
    }

    /// The name of the account or of the token.
    public String name() {
        return identity.getIdentity().getPrincipal().getName();
    }
}
