package dev.tocsin.incident.lifecycle.store;

import dev.tocsin.contract.Cell;
import dev.tocsin.incident.correlation.TraceEntry;
import dev.tocsin.incident.postgres.Documents;
import dev.tocsin.incident.postgres.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/// Why things were decided as they were.
@ApplicationScoped
public class Trace {

    /// @param id by which the next page is asked for
    public record Entry(long id, TraceEntry entry) {}

    private final DataSource dataSource;

    public Trace(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /// In the order of the decisions.
    ///
    /// @param after the id after which to go on; 0 for the first
    public List<Entry> of(String incident, long after, int most) throws SQLException {
        try (var connection = dataSource.getConnection();
                var query = connection.prepareStatement(
                        "select id, entry from trace where incident = ? and id > ? order by id limit ?")) {
            query.setString(1, incident);
            query.setLong(2, after);
            query.setInt(3, most);
            var entries = new ArrayList<Entry>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    entries.add(new Entry(rows.getLong(1), Documents.read(rows.getString(2), TraceEntry.class)));
                }
            }
            return entries;
        }
    }

    /// What was decided about a cell in a span of time, in that order.
    public List<TraceEntry> of(Cell cell, Instant from, Instant to, int most) throws SQLException {
        try (var connection = dataSource.getConnection();
                var query = connection.prepareStatement("""
                        select entry from trace
                        where at between ? and ? and jsonb_exists(entry -> 'cells', ?)
                        order by at, id limit ?""")) {
            query.setObject(1, from.atOffset(ZoneOffset.UTC));
            query.setObject(2, to.atOffset(ZoneOffset.UTC));
            query.setString(3, cell.toString());
            query.setInt(4, most);
            var entries = new ArrayList<TraceEntry>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    entries.add(Documents.read(rows.getString(1), TraceEntry.class));
                }
            }
            return entries;
        }
    }

    /// Keeps an entry, unless one of its incident and rule says the same.
    public void note(TraceEntry entry) throws SQLException {
        Transactions.in(dataSource, connection -> {
            IncidentStore.lockWriter(connection);
            if (!isNoted(connection, entry)) {
                write(connection, List.of(entry));
            }
            return entry;
        });
    }

    private static boolean isNoted(Connection connection, TraceEntry entry) throws SQLException {
        try (var query = connection.prepareStatement(
                "select from trace where incident = ? and rule = ? and entry ->> 'reason' = ?")) {
            query.setString(1, entry.incident());
            query.setString(2, entry.rule().name());
            query.setString(3, entry.reason());
            try (var rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    /// @return how many entries were older
    public int forgetBefore(Instant time) throws SQLException {
        try (var connection = dataSource.getConnection();
                var delete = connection.prepareStatement("delete from trace where at < ?")) {
            delete.setObject(1, time.atOffset(ZoneOffset.UTC));
            return delete.executeUpdate();
        }
    }

    static void write(Connection connection, Collection<TraceEntry> trace) throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into trace (incident, at, rule, entry) values (?, ?, ?, ?::jsonb)")) {
            for (var entry : trace) {
                insert.setString(1, entry.incident());
                insert.setObject(2, entry.at().atOffset(ZoneOffset.UTC));
                insert.setString(3, entry.rule().name());
                insert.setString(4, Documents.write(entry));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
