package dev.tocsin.benchmarks.faults.postgres;

import dev.tocsin.benchmarks.faults.Subscriber;
import dev.tocsin.benchmarks.notices.Endpoints;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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

    /// The ids of notices of these incidents that ended in this state, such as `given-up`.
    public static Set<String> ended(String state, Connection connection, Collection<String> incidents)
            throws SQLException {
        var ids = new HashSet<String>();
        try (var select =
                connection.prepareStatement("select id from delivery where state = ? and incident = any(?)")) {
            select.setString(1, state);
            select.setArray(2, connection.createArrayOf("text", incidents.toArray()));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
        }
        return ids;
    }
}
