package dev.tocsin.incident.notices.rest;

import jakarta.inject.Singleton;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Shows the operator token, which both services have.
@Singleton
class OperatorAuthorization implements ClientRequestFilter {

    private final String bearer;

    OperatorAuthorization(@ConfigProperty(name = "tocsin.operator.token") String token) {
        this.bearer = "Bearer " + token;
    }

    @Override
    public void filter(ClientRequestContext request) {
        request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, bearer);
    }
}
