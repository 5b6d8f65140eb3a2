package dev.tocsin.incident.lifecycle.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.EventTypes;
import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.incident.catalog.Catalog;
import dev.tocsin.incident.correlation.Correlation;
import dev.tocsin.incident.correlation.KnownChange;
import dev.tocsin.incident.correlation.Landscape;
import dev.tocsin.incident.correlation.WatchedCell;
import dev.tocsin.incident.lifecycle.Incident;
import dev.tocsin.incident.postgres.Documents;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// The correlator's state as rows: a document for each thing it knows; only what changed is written.
final class Knowledge {

    private static final String CATALOG = "catalog";
    private static final String ARRIVING = "arriving";
    private static final String CLOCK = "clock";
    private static final String CELL = "cell";
    private static final String CHANGE = "change";

    private Knowledge() {}

    static Correlation read(Connection connection) throws SQLException {
        return new Correlation(
                Landscape.of(catalog(connection, CATALOG)),
                catalog(connection, ARRIVING),
                documents(connection, CLOCK, Integer::valueOf, Instant.class),
                documents(connection, CELL, Cell::of, WatchedCell.class),
                activeIncidents(connection),
                documents(connection, CHANGE, id -> id, KnownChange.class));
    }

    static void write(Connection connection, Correlation before, Correlation next) throws SQLException {
        writeCatalog(
                connection,
                CATALOG,
                before.landscape().catalog(),
                next.landscape().catalog());
        writeCatalog(connection, ARRIVING, before.arriving(), next.arriving());
        writeChanged(connection, CLOCK, before.clocks(), next.clocks());
        writeChanged(connection, CELL, before.cells(), next.cells());
        writeChanged(connection, CHANGE, before.changes(), next.changes());
        for (var incident : next.incidents().values()) {
            if (!incident.equals(before.incidents().get(incident.id()))) {
                update(connection, incident);
            }
        }
        for (var id : before.incidents().keySet()) {
            if (!next.incidents().containsKey(id)) {
                retire(connection, id);
            }
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

    /// An incident that the correlator has forgotten stays so.
    static void update(Connection connection, Incident incident) throws SQLException {
        try (var upsert = connection.prepareStatement("""
                insert into incident (id, number, active, started_at, document) values (?, ?, true, ?, ?::jsonb)
                on conflict (id) do update set number = excluded.number, document = excluded.document""")) {
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

    private static SortedMap<String, Incident> activeIncidents(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("select document from incident where active");
                var rows = query.executeQuery()) {
            var incidents = new TreeMap<String, Incident>();
            while (rows.next()) {
                var incident = Documents.read(rows.getString(1), Incident.class);
                incidents.put(incident.id(), incident);
            }
            return incidents;
        }
    }

    /// A catalog entry says its type, as it does on the topic.
    private record Entry(String type, JsonNode event) {}

    private static Catalog catalog(Connection connection, String kind) throws SQLException {
        var entries = documents(connection, kind, key -> key, Entry.class);
        return Catalog.of(entries.values().stream().map(Knowledge::event).toList());
    }

    private static CatalogEvent event(Entry entry) {
        var type = EventTypes.eventOf(entry.type())
                .orElseThrow(
                        () -> new IllegalStateException("the catalog holds an entry of unknown type " + entry.type()));
        return (CatalogEvent) Documents.read(entry.event().toString(), type);
    }

    private static void writeCatalog(Connection connection, String kind, Catalog before, Catalog next)
            throws SQLException {
        if (!before.equals(next)) {
            writeChanged(connection, kind, entries(before), entries(next));
        }
    }

    private static SortedMap<String, Entry> entries(Catalog catalog) {
        var entries = new TreeMap<String, Entry>();
        catalog.entries()
                .forEach((key, event) ->
                        entries.put(key, new Entry(EventTypes.typeOf(event.getClass()), Documents.tree(event))));
        return entries;
    }

    private static <K extends Comparable<K>, V> SortedMap<K, V> documents(
            Connection connection, String kind, Function<String, K> id, Class<V> type) throws SQLException {
        try (var query = connection.prepareStatement("select id, document from knowledge where kind = ?")) {
            query.setString(1, kind);
            var documents = new TreeMap<K, V>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    documents.put(id.apply(rows.getString(1)), Documents.read(rows.getString(2), type));
                }
            }
            return documents;
        }
    }

    private static void writeChanged(Connection connection, String kind, Map<?, ?> before, Map<?, ?> next)
            throws SQLException {
        try (var upsert = connection.prepareStatement("""
                insert into knowledge (kind, id, document) values (?, ?, ?::jsonb)
                on conflict (kind, id) do update set document = excluded.document""")) {
            for (var entry : next.entrySet()) {
                if (!Objects.equals(before.get(entry.getKey()), entry.getValue())) {
                    upsert.setString(1, kind);
                    upsert.setString(2, entry.getKey().toString());
                    upsert.setString(3, Documents.write(entry.getValue()));
                    upsert.addBatch();
                }
            }
            upsert.executeBatch();
        }
        delete(
                connection,
                kind,
                before.keySet().stream()
                        .filter(key -> !next.containsKey(key))
                        .map(Object::toString)
                        .toList());
    }

    private static void delete(Connection connection, String kind, List<String> ids) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (var delete = connection.prepareStatement("delete from knowledge where kind = ? and id = any (?)")) {
            delete.setString(1, kind);
            delete.setArray(2, connection.createArrayOf("text", ids.toArray()));
            delete.executeUpdate();
        }
    }
}
