package dev.tocsin.incident.recurrence.store;

import dev.tocsin.contract.change.ChangeKind;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.lifecycle.Incident;
import dev.tocsin.incident.live.Names;
import dev.tocsin.incident.postgres.Documents;
import dev.tocsin.incident.recurrence.Comparison;
import dev.tocsin.incident.recurrence.PastIncident;
import dev.tocsin.incident.recurrence.Recurrence;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/// Compares an incident with those that are stored.
@ApplicationScoped
public class Recurrences {

    private final DataSource dataSource;
    private final CurrentCatalog catalog;

    Recurrences(DataSource dataSource, CurrentCatalog catalog) {
        this.dataSource = dataSource;
        this.catalog = catalog;
    }

    /// Empty for one that is not stored, and for one that is not the third of its kind.
    public List<Recurrence> of(String id) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            var kinds = changeKinds(connection);
            var incident = incident(connection, id).map(it -> PastIncident.of(it, kinds));
            if (incident.isEmpty()) {
                return List.of();
            }
            var current = catalog.get();
            return new Comparison(current, Names.zone(current))
                    .of(incident.get(), around(connection, incident.get(), kinds));
        }
    }

    /// Those of which the correlator thinks still, with the number of what was told of each last.
    public Map<String, Long> active() throws SQLException {
        try (var connection = dataSource.getConnection();
                var query = connection.prepareStatement("select id, number from incident where active");
                var rows = query.executeQuery()) {
            var numbers = new HashMap<String, Long>();
            while (rows.next()) {
                numbers.put(rows.getString(1), rows.getLong(2));
            }
            return numbers;
        }
    }

    private static Optional<Incident> incident(Connection connection, String id) throws SQLException {
        try (var query = connection.prepareStatement("select document from incident where id = ?")) {
            query.setString(1, id);
            try (var row = query.executeQuery()) {
                return row.next() ? Optional.of(Documents.read(row.getString(1), Incident.class)) : Optional.empty();
            }
        }
    }

    /// Those that may count; told later than they began.
    private static List<PastIncident> around(
            Connection connection, PastIncident incident, Map<String, ChangeKind> kinds) throws SQLException {
        try (var query = connection.prepareStatement("""
                select document from incident
                where started_at between ? and (select started_at from incident where id = ?)""")) {
            query.setObject(1, Comparison.since(incident.onset()).atOffset(ZoneOffset.UTC));
            query.setString(2, incident.id());
            try (var rows = query.executeQuery()) {
                var incidents = new ArrayList<PastIncident>();
                while (rows.next()) {
                    incidents.add(PastIncident.of(Documents.read(rows.getString(1), Incident.class), kinds));
                }
                return incidents;
            }
        }
    }

    private static Map<String, ChangeKind> changeKinds(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("select change, kind from change_heard");
                var rows = query.executeQuery()) {
            var kinds = new HashMap<String, ChangeKind>();
            while (rows.next()) {
                kinds.put(rows.getString(1), ChangeKind.valueOf(rows.getString(2)));
            }
            return kinds;
        }
    }
}
