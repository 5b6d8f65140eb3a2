package dev.tocsin.notifier.channel.http;

import dev.tocsin.notifier.channel.AllowedEndpoints;
import dev.tocsin.notifier.channel.EndpointRules;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

final class EndpointRulesProducer {

    /// @throws IllegalArgumentException naming the key, when the exceptions cannot be read
    @Produces
    @Singleton
    EndpointRules rules(EndpointSettings settings) {
        try {
            return new EndpointRules(AllowedEndpoints.of(settings.allow().orElse(List.of())));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("tocsin.webhooks.allow: " + e.getMessage(), e);
        }
    }
}
