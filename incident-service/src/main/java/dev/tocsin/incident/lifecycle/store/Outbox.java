package dev.tocsin.incident.lifecycle.store;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.EventTypes;
import dev.tocsin.contract.change.ChangeHeld;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.incident.lifecycle.Told;
import dev.tocsin.incident.postgres.Documents;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// What was decided and is still to be sent, in order.
@ApplicationScoped
public class Outbox {

    /// @param event of an incident's story, or for who makes changes
    /// @param snapshot the incident after it; null where it is not of a story
    public record Letter(long id, Event event, @Nullable IncidentSnapshot snapshot) {}

    private final DataSource dataSource;

    public Outbox(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public List<Letter> next(int most) throws SQLException {
        try (var connection = dataSource.getConnection();
                var query = connection.prepareStatement(
                        "select id, type, event, snapshot from outbox order by id limit ?")) {
            query.setInt(1, most);
            var letters = new ArrayList<Letter>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    var snapshot = rows.getString(4);
                    letters.add(new Letter(
                            rows.getLong(1),
                            event(rows.getString(2), rows.getString(3)),
                            snapshot == null ? null : Documents.read(snapshot, IncidentSnapshot.class)));
                }
            }
            return letters;
        }
    }

    public void sent(Collection<Letter> letters) throws SQLException {
        try (var connection = dataSource.getConnection();
                var delete = connection.prepareStatement("delete from outbox where id = any (?)")) {
            delete.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint", letters.stream().map(Letter::id).toArray()));
            delete.executeUpdate();
        }
    }

    /// The number of the incident's latest event; empty if the incident is not known.
    public OptionalLong numberOf(String incident) throws SQLException {
        try (var connection = dataSource.getConnection();
                var query = connection.prepareStatement("select number from incident where id = ?")) {
            query.setString(1, incident);
            try (var row = query.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    static void write(Connection connection, Collection<Told> told, Collection<ChangeHeld> held) throws SQLException {
        try (var insert = connection.prepareStatement("insert into outbox (type, event, snapshot) values (?, ?, ?)")) {
            for (var one : told) {
                add(insert, one.event(), one.snapshot());
            }
            for (var change : held) {
                add(insert, change, null);
            }
            insert.executeBatch();
        }
    }

    private static void add(PreparedStatement insert, Event event, @Nullable IncidentSnapshot snapshot)
            throws SQLException {
        insert.setString(1, EventTypes.typeOf(event.getClass()));
        insert.setString(2, Documents.write(event));
        insert.setString(3, snapshot == null ? null : Documents.write(snapshot));
        insert.addBatch();
    }

    private static Event event(String type, String document) {
        var known = EventTypes.eventOf(type)
                .orElseThrow(() -> new IllegalStateException("the outbox holds an event of unknown type " + type));
        return Documents.read(document, known);
    }
}
