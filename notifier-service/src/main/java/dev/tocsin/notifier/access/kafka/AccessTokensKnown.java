package dev.tocsin.notifier.access.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Before the tokens are known, right ones would be refused as wrong.
@Readiness
@ApplicationScoped
class AccessTokensKnown implements HealthCheck {

    private final FollowedTokens tokens;

    AccessTokensKnown(FollowedTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("access-tokens")
                .status(tokens.isRead())
                .build();
    }
}
