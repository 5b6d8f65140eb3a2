package dev.tocsin.benchmarks.notices.postgres;

import dev.tocsin.benchmarks.notices.Endpoints;
import dev.tocsin.contract.Topic;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The benchmark's writes to the notifier's tables, and its reads from them.
public final class NotifierTables implements AutoCloseable {

    private static final long PAUSE_MILLIS = 100;

    private final Connection connection;

    public NotifierTables(Connection connection) {
        this.connection = connection;
    }

    /// Writes confirmed subscribers to everything, each with an endpoint and a secret of its own.
    public void subscribe(Endpoints endpoints) throws SQLException {
        subscribe(endpoints, 0, endpoints.subscribers(), List.of());
    }

    /// Writes the subscribers with these numbers.
    ///
    /// @param regions of which they want notices; empty for all
    public void subscribe(Endpoints endpoints, int from, int before, List<String> regions) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into subscription
                    (id, channel, state, address, regions, components, least_severity, secret, created_at, confirmed_at)
                select 'bench-' || n, 'webhook', 'confirmed',
                    concat('http://127.0.1.', n % ? + 1, ':', ?, '/subscriber/', n), ?, '{}', 'minor',
                    'whsec_' || encode(sha256(cast(cast(n as text) as bytea)), 'base64'), now(), now()
                from generate_series(?, ? - 1) n""")) {
            insert.setInt(1, endpoints.hosts());
            insert.setInt(2, endpoints.port());
            insert.setArray(3, connection.createArrayOf("text", regions.toArray()));
            insert.setInt(4, from);
            insert.setInt(5, before);
            insert.executeUpdate();
        }
        analyze();
    }

    /// Writes confirmed subscribers by mail, with the mailboxes `bench+0@customer.example` and so on.
    ///
    /// @param regions of which they want notices; empty for all
    public void subscribeMailboxes(int many, List<String> regions) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into subscription
                    (id, channel, state, address, regions, components, least_severity, created_at, confirmed_at)
                select 'bench-mail-' || n, 'email', 'confirmed', concat('bench+', n, '@customer.example'), ?, '{}', 'minor',
                    now(), now()
                from generate_series(0, ? - 1) n""")) {
            insert.setArray(1, connection.createArrayOf("text", regions.toArray()));
            insert.setInt(2, many);
            insert.executeUpdate();
        }
        analyze();
    }

    private void analyze() throws SQLException {
        try (var analyze = connection.createStatement()) {
            analyze.execute("analyze subscription");
        }
    }

    /// Returns when nothing is due and every step is published, or when the patience is over.
    ///
    /// @return whether it came to rest
    public boolean awaitRest(Duration patience) throws SQLException, InterruptedException {
        return awaitRest(Map.of(), patience);
    }

    /// As above, but not before the notifier has read the events up to these offsets.
    ///
    /// @param ends the offset after the last event of each partition
    public boolean awaitRest(Map<Integer, Long> ends, Duration patience) throws SQLException, InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        while (!haveRead(ends) || !isAtRest()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return true;
    }

    /// Makes each delivery due that waits on its retry ladder, if nothing else is left to do.
    ///
    /// @param ends the offset after the last event of each partition
    /// @return the number of deliveries; 0 if there is something else left to do
    public int endWaits(Map<Integer, Long> ends) throws SQLException {
        if (!haveRead(ends) || isBusy()) {
            return 0;
        }
        try (var statement = connection.createStatement()) {
            return statement.executeUpdate(
                    "update delivery set due_at = now() where state = 'due' and rung > 0 and due_at > now()");
        }
    }

    private boolean isBusy() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select exists (
                                select from delivery
                                where state = 'due' and (leased_until > now() or (rung = 0 and due_at <= now())))
                            or exists (select from delivery_step where not published)""")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private boolean haveRead(Map<Integer, Long> ends) throws SQLException {
        var read = new HashMap<Integer, Long>();
        try (var statement = connection.prepareStatement(
                "select kafka_partition, next_offset from consumed_offset where topic = ?")) {
            statement.setString(1, Topic.PUBLIC_INCIDENTS.topicName());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    read.put(rows.getInt(1), rows.getLong(2));
                }
            }
        }
        return ends.entrySet().stream().allMatch(end -> read.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    private boolean isAtRest() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select not exists (select from delivery where state = 'due')
                            and not exists (select from delivery_step where not published)""")) {
            return row.next() && row.getBoolean(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
