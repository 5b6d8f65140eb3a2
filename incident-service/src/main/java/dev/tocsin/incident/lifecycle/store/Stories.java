package dev.tocsin.incident.lifecycle.store;

import dev.tocsin.contract.EventTypes;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.ImpactChanged;
import dev.tocsin.incident.lifecycle.Told;
import dev.tocsin.incident.postgres.Documents;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/// The events of each incident, kept for as long as the incident: a snapshot has only the last of them.
@ApplicationScoped
public class Stories {

    private final DataSource dataSource;

    public Stories(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /// In the order of their numbers; empty for an incident that is not known.
    public List<IncidentEvent> of(String incident) throws SQLException {
        return read("select type, event from story where incident = ? order by number", incident);
    }

    /// Without what changed of its impact, which is bulky and is not told to customers.
    public List<IncidentEvent> withoutImpactChanges(String incident) throws SQLException {
        return read(
                "select type, event from story where incident = ? and type <> '%s' order by number"
                        .formatted(EventTypes.typeOf(ImpactChanged.class)),
                incident);
    }

    private List<IncidentEvent> read(String sql, String incident) throws SQLException {
        try (var connection = dataSource.getConnection();
                var query = connection.prepareStatement(sql)) {
            query.setString(1, incident);
            try (var rows = query.executeQuery()) {
                var events = new ArrayList<IncidentEvent>();
                while (rows.next()) {
                    events.add(event(rows.getString(1), rows.getString(2)));
                }
                return events;
            }
        }
    }

    static void write(Connection connection, Collection<Told> told) throws SQLException {
        try (var insert =
                connection.prepareStatement("insert into story (incident, number, type, event) values (?, ?, ?, ?)")) {
            for (var one : told) {
                var event = one.event();
                insert.setString(1, event.key());
                insert.setLong(2, event.incident().number());
                insert.setString(3, EventTypes.typeOf(event.getClass()));
                insert.setString(4, Documents.write(event));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static IncidentEvent event(String type, String document) {
        var known = EventTypes.eventOf(type)
                .orElseThrow(() -> new IllegalStateException("a story holds an event of unknown type " + type));
        return (IncidentEvent) Documents.read(document, known);
    }
}
