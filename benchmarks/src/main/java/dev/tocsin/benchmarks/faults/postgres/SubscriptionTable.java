package dev.tocsin.benchmarks.faults.postgres;

import dev.tocsin.benchmarks.faults.Subscriber;
import dev.tocsin.benchmarks.notices.Endpoints;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/// Confirms the subscribers in the notifier's place.
public final class SubscriptionTable {

    private SubscriptionTable() {}

    public static void confirm(Connection connection, Endpoints endpoints, List<Subscriber> subscribers)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into subscription
                    (id, channel, state, address, regions, components, least_severity, secret, created_at, confirmed_at)
                values (concat('faults-', cast(? as text)), 'webhook', 'confirmed', ?, ?, '{}', cast(? as severity),
                    'whsec_' || encode(sha256('faults'), 'base64'), now(), now())""")) {
            for (var subscriber : subscribers) {
                insert.setInt(1, subscriber.number());
                insert.setString(
                        2,
                        "http://%s:%d/subscriber/%d"
                                .formatted(
                                        endpoints.addressOf(subscriber.number()),
                                        endpoints.port(),
                                        subscriber.number()));
                insert.setArray(
                        3,
                        connection.createArrayOf(
                                "text",
                                subscriber.region() == null ? new String[0] : new String[] {subscriber.region()}));
                insert.setString(4, subscriber.leastSeverity().name().toLowerCase(Locale.ROOT));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
