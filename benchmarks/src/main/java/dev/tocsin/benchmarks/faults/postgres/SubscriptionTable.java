package dev.tocsin.benchmarks.faults.postgres;

import dev.tocsin.benchmarks.faults.Subscriber;
import dev.tocsin.benchmarks.notices.Endpoints;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// The subscribers in the notifier's tables.
public final class SubscriptionTable {

    private SubscriptionTable() {}

    /// Writes a confirmed subscription for each subscriber.
    public static void confirm(Connection connection, Endpoints endpoints, List<Subscriber> subscribers)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into subscription
                    (id, channel, state, address, regions, components, least_severity, secret, created_at, confirmed_at)
                values (?, ?, 'confirmed', ?, ?, '{}', cast(? as severity), ?, now(), now())""")) {
            for (var subscriber : subscribers) {
                var byMail = subscriber.manner() == null;
                insert.setString(1, subscriber.subscription());
                insert.setString(2, byMail ? "email" : "webhook");
                insert.setString(
                        3,
                        byMail
                                ? "faults+%d@customer.example".formatted(subscriber.number())
                                : "http://%s:%d/subscriber/%d"
                                        .formatted(
                                                endpoints.addressOf(subscriber.number()),
                                                endpoints.port(),
                                                subscriber.number()));
                insert.setArray(
                        4,
                        connection.createArrayOf(
                                "text",
                                subscriber.region() == null ? new String[0] : new String[] {subscriber.region()}));
                insert.setString(5, subscriber.leastSeverity().name().toLowerCase(Locale.ROOT));
                insert.setString(6, byMail ? null : "whsec_ZmF1bHRzLWZhdWx0cy1mYXVsdHMtZmF1bHRz");
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /// The number of notices of these incidents that the notifier gave up.
    public static int givenUp(Connection connection, Collection<String> incidents) throws SQLException {
        try (var count = connection.prepareStatement(
                "select count(*) from delivery where state = 'given-up' and incident = any(?)")) {
            count.setArray(1, connection.createArrayOf("text", incidents.toArray()));
            try (var row = count.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
