package dev.tocsin.incident.lifecycle.store;

import dev.tocsin.incident.correlation.Correlation;
import dev.tocsin.incident.lifecycle.Incident;
import dev.tocsin.incident.lifecycle.Told;
import dev.tocsin.incident.lifecycle.store.Knowledge.Difference;
import dev.tocsin.incident.postgres.Documents;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where the correlator's state is kept: a row for each document, and one for each incident.
final class KnowledgeTables {

    private KnowledgeTables() {}

    static Correlation read(Connection connection) throws SQLException {
        return Knowledge.read(documents(connection), activeIncidents(connection));
    }

    static void write(Connection connection, Correlation before, Correlation next) throws SQLException {
        for (var difference : Knowledge.between(before, next)) {
            write(connection, difference);
        }
        for (var incident : next.incidents().values()) {
            if (!incident.equals(before.incidents().get(incident.id()))) {
                put(connection, incident);
            }
        }
        for (var id : before.incidents().keySet()) {
            if (!next.incidents().containsKey(id)) {
                retire(connection, id);
            }
        }
    }

    /// An incident that came, went and was forgotten in one batch is kept as it was told last.
    static void writeForgotten(Connection connection, Correlation next, Collection<Told> told) throws SQLException {
        var last = new LinkedHashMap<String, Incident>();
        told.forEach(one -> last.put(one.incident().id(), one.incident()));
        last.keySet().removeAll(next.incidents().keySet());
        for (var incident : last.values()) {
            put(connection, incident);
            retire(connection, incident.id());
        }
    }

    static Optional<Incident> incident(Connection connection, String id) throws SQLException {
        try (var query = connection.prepareStatement("select document from incident where id = ?")) {
            query.setString(1, id);
            try (var row = query.executeQuery()) {
                return row.next() ? Optional.of(Documents.read(row.getString(1), Incident.class)) : Optional.empty();
            }
        }
    }

    private static void put(Connection connection, Incident incident) throws SQLException {
        try (var upsert = connection.prepareStatement("""
                insert into incident (id, number, active, started_at, document) values (?, ?, true, ?, ?::jsonb)
                on conflict (id) do update set
                    number = excluded.number, active = true, document = excluded.document""")) {
            upsert.setString(1, incident.id());
            upsert.setLong(2, incident.number());
            upsert.setObject(3, incident.startedAt().atOffset(ZoneOffset.UTC));
            upsert.setString(4, Documents.write(incident));
            upsert.executeUpdate();
        }
    }

    private static void retire(Connection connection, String id) throws SQLException {
        try (var update = connection.prepareStatement("update incident set active = false where id = ?")) {
            update.setString(1, id);
            update.executeUpdate();
        }
    }

    private static List<Incident> activeIncidents(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("select document from incident where active");
                var rows = query.executeQuery()) {
            var incidents = new ArrayList<Incident>();
            while (rows.next()) {
                incidents.add(Documents.read(rows.getString(1), Incident.class));
            }
            return incidents;
        }
    }

    private static Map<String, Map<String, String>> documents(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("select kind, id, document from knowledge");
                var rows = query.executeQuery()) {
            var documents = new HashMap<String, Map<String, String>>();
            while (rows.next()) {
                documents
                        .computeIfAbsent(rows.getString(1), _ -> new HashMap<>())
                        .put(rows.getString(2), rows.getString(3));
            }
            return documents;
        }
    }

    private static void write(Connection connection, Difference difference) throws SQLException {
        if (!difference.put().isEmpty()) {
            try (var upsert = connection.prepareStatement("""
                    insert into knowledge (kind, id, document) select ?, * from unnest(?, ?::jsonb[])
                    on conflict (kind, id) do update set document = excluded.document""")) {
                upsert.setString(1, difference.kind());
                upsert.setArray(
                        2,
                        connection.createArrayOf(
                                "text", difference.put().keySet().toArray()));
                upsert.setArray(
                        3,
                        connection.createArrayOf(
                                "text", difference.put().values().toArray()));
                upsert.executeUpdate();
            }
        }
        if (!difference.gone().isEmpty()) {
            try (var delete = connection.prepareStatement("delete from knowledge where kind = ? and id = any (?)")) {
                delete.setString(1, difference.kind());
                delete.setArray(
                        2, connection.createArrayOf("text", difference.gone().toArray()));
                delete.executeUpdate();
            }
        }
    }
}
