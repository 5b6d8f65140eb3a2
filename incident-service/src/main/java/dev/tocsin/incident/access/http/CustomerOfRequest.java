package dev.tocsin.incident.access.http;

import dev.tocsin.incident.access.CurrentCustomer;
import dev.tocsin.incident.access.CustomerScope;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// Finds the scope with the identity that the session gave to the request.
@ApplicationScoped
class CustomerOfRequest implements CurrentCustomer {

    /// The name of the identity's attribute that holds the scope.
    static final String SCOPE = "customer-scope";

    private final CurrentIdentityAssociation identity;

    CustomerOfRequest(CurrentIdentityAssociation identity) {
        this.identity = identity;
    }

    @Override
    public Optional<CustomerScope> scope() {
        return Optional.ofNullable(identity.getIdentity().getAttribute(SCOPE));
    }
}
