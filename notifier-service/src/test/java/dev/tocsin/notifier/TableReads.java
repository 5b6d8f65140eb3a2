package dev.tocsin.notifier;

import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What statements read of the tables, as PostgreSQL counts it: so that the plans of what really runs are tested.
@ApplicationScoped
public class TableReads {

    /// @param scans how often the table was read from its beginning
    /// @param rows how many rows were read, by an index or not
    public record Reads(long scans, long rows) {

        static final Reads NONE = new Reads(0, 0);

        Reads since(Reads before) {
            return new Reads(scans - before.scans, rows - before.rows);
        }
    }

    private final DataSource connections;
    private final int most;

    TableReads(DataSource connections, @ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int most) {
        this.connections = connections;
        this.most = most;
    }

    /// By table; one that was not read is missing.
    public Map<String, Reads> of(Runnable work) {
        var before = all();
        work.run();
        return all().entrySet().stream()
                .map(now ->
                        Map.entry(now.getKey(), now.getValue().since(before.getOrDefault(now.getKey(), Reads.NONE))))
                .filter(read -> !read.getValue().equals(Reads.NONE))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Map<String, Reads> all() {
        try {
            reportAll();
            try (var connection = connections.getConnection();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("""
                            select relname, seq_scan, seq_tup_read + coalesce(idx_tup_fetch, 0)
                            from pg_stat_user_tables where schemaname = current_schema""")) {
                var reads = new HashMap<String, Reads>();
                while (rows.next()) {
                    reads.put(rows.getString(1), new Reads(rows.getLong(2), rows.getLong(3)));
                }
                return reads;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Each connection reports what it read only now and then, unless it is told to.
    private void reportAll() throws SQLException {
        var all = new ArrayList<Connection>();
        try {
            while (all.size() < most) {
                var connection = connections.getConnection();
                all.add(connection);
                try (var statement = connection.createStatement()) {
                    statement.execute("select pg_stat_force_next_flush()");
                }
            }
        } finally {
            for (var connection : all) {
                connection.close();
            }
        }
    }
}
