package dev.tocsin.notifier.channel.http;

import dev.tocsin.notifier.channel.AllowedEndpoints;
import dev.tocsin.notifier.channel.EndpointRules;
import dev.tocsin.notifier.delivery.Carrier;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/// One client for addresses that strangers chose, and one for those that the operator configured, which may be on the
/// operator's own network.
public final class GuardedClients {

    public static final String OF_OPERATORS = "operators";

    private static final EndpointRules ANYWHERE =
            new EndpointRules(AllowedEndpoints.of(List.of("0.0.0.0/0:1-65535", "[::/0]:1-65535")));

    @Produces
    @Singleton
    GuardedClient ofSubscribers(Vertx vertx, EndpointRules rules) {
        return new GuardedClient(vertx, rules, Resolver::system, Carrier.LONGEST);
    }

    @Produces
    @Singleton
    @Identifier(OF_OPERATORS)
    GuardedClient ofOperators(Vertx vertx) {
        return new GuardedClient(vertx, ANYWHERE, Resolver::system, Carrier.LONGEST);
    }

    void close(@Disposes @Any GuardedClient client) {
        client.close();
    }
}
