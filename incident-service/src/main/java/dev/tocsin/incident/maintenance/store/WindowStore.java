package dev.tocsin.incident.maintenance.store;

import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.incident.maintenance.Edit;
import dev.tocsin.incident.maintenance.Edit.Done;
import dev.tocsin.incident.maintenance.Planner;
import dev.tocsin.incident.maintenance.Window;
import dev.tocsin.incident.postgres.Documents;
import dev.tocsin.incident.postgres.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The one place from which windows are written: each write locks the writer's row, and stores windows and what is to
/// be told of them in one transaction.
@ApplicationScoped
public class WindowStore {

    private static final String NOT_OVER = "state in ('SCHEDULED', 'IN_PROGRESS')";

    private final DataSource dataSource;

    public WindowStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /// One page, the earliest first.
    ///
    /// @param over whether those that are over count too
    /// @param after the id after which to go on
    public List<Window> list(boolean over, @Nullable String after, int most) throws SQLException {
        try (var connection = dataSource.getConnection();
                var query = connection.prepareStatement("""
                        select document from maintenance_window
                        where (? or %s)
                          and (?::text is null
                               or (starts_at, id) > (select starts_at, id from maintenance_window where id = ?))
                        order by starts_at, id limit ?""".formatted(NOT_OVER))) {
            query.setBoolean(1, over);
            query.setString(2, after);
            query.setString(3, after);
            query.setInt(4, most);
            return windows(query);
        }
    }

    public Optional<Window> one(String id) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            return one(connection, id);
        }
    }

    /// Stores what is due by plans and time.
    ///
    /// @param asOf when the plans were published; older ones than were seen before do not count
    /// @return whether anything changed
    public boolean keep(Planner planner, Instant asOf, Instant now) throws SQLException {
        if (due(planner, asOf, now).isEmpty()) {
            return false;
        }
        return Transactions.in(dataSource, connection -> {
            var newest = lockWriter(connection);
            var changes = changes(connection, planner, asOf, newest, now);
            for (var window : changes) {
                write(connection, window);
            }
            if (asOf.isAfter(newest)) {
                planned(connection, asOf);
            }
            return !changes.isEmpty();
        });
    }

    /// One edit by an operator.
    public Edit edit(String id, Function<Optional<Window>, Edit> edit) throws SQLException {
        return Transactions.in(dataSource, connection -> {
            lockWriter(connection);
            var outcome = edit.apply(one(connection, id));
            if (outcome instanceof Done(var window)) {
                write(connection, window);
            }
            return outcome;
        });
    }

    public boolean hasUntold() throws SQLException {
        try (var connection = dataSource.getConnection();
                var query = connection.prepareStatement("select 1 from maintenance_outbox limit 1");
                var row = query.executeQuery()) {
            return row.next();
        }
    }

    /// Hands over, in order, what is still to be told, and forgets it when that returns: told at least once.
    public void tell(int most, Consumer<List<WindowUpdated>> tell) throws SQLException {
        Transactions.in(dataSource, connection -> {
            lockWriter(connection);
            var ids = new ArrayList<Long>();
            var events = new ArrayList<WindowUpdated>();
            try (var query =
                    connection.prepareStatement("select id, event from maintenance_outbox order by id limit ?")) {
                query.setInt(1, most);
                try (var rows = query.executeQuery()) {
                    while (rows.next()) {
                        ids.add(rows.getLong(1));
                        events.add(Documents.read(rows.getString(2), WindowUpdated.class));
                    }
                }
            }
            tell.accept(events);
            try (var delete = connection.prepareStatement("delete from maintenance_outbox where id = any (?)")) {
                delete.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
                return delete.executeUpdate();
            }
        });
    }

    /// Looked up without the lock, for mostly nothing is.
    private List<Window> due(Planner planner, Instant asOf, Instant now) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            return changes(connection, planner, asOf, plannedAsOf(connection, ""), now);
        }
    }

    private static List<Window> changes(
            Connection connection, Planner planner, Instant asOf, Instant newest, Instant now) throws SQLException {
        return asOf.isBefore(newest)
                ? Planner.times(known(connection, List.of()), now)
                : planner.changes(known(connection, planner.wanted(now)), now);
    }

    private static List<Window> known(Connection connection, Collection<String> ids) throws SQLException {
        try (var query = connection.prepareStatement(
                "select document from maintenance_window where %s or id = any (?)".formatted(NOT_OVER))) {
            query.setArray(1, connection.createArrayOf("text", ids.toArray()));
            return windows(query);
        }
    }

    private static Optional<Window> one(Connection connection, String id) throws SQLException {
        try (var query = connection.prepareStatement("select document from maintenance_window where id = ?")) {
            query.setString(1, id);
            return windows(query).stream().findFirst();
        }
    }

    private static List<Window> windows(PreparedStatement query) throws SQLException {
        try (var rows = query.executeQuery()) {
            var windows = new ArrayList<Window>();
            while (rows.next()) {
                windows.add(Documents.read(rows.getString(1), Window.class));
            }
            return windows;
        }
    }

    private static void write(Connection connection, Window window) throws SQLException {
        try (var upsert = connection.prepareStatement("""
                insert into maintenance_window (id, state, starts_at, ends_at, document) values (?, ?, ?, ?, ?::jsonb)
                on conflict (id) do update set state = excluded.state, starts_at = excluded.starts_at,
                    ends_at = excluded.ends_at, document = excluded.document""");
                var tell = connection.prepareStatement("insert into maintenance_outbox (event) values (?)")) {
            upsert.setString(1, window.id());
            upsert.setString(2, window.state().name());
            upsert.setObject(3, window.startsAt().atOffset(ZoneOffset.UTC));
            upsert.setObject(4, window.endsAt().atOffset(ZoneOffset.UTC));
            upsert.setString(5, Documents.write(window));
            upsert.executeUpdate();
            tell.setString(1, Documents.write(window.told()));
            tell.executeUpdate();
        }
    }

    private static Instant lockWriter(Connection connection) throws SQLException {
        return plannedAsOf(connection, " for update");
    }

    private static Instant plannedAsOf(Connection connection, String locked) throws SQLException {
        try (var query = connection.prepareStatement("select planned_as_of from maintenance_writer" + locked);
                var row = query.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("table maintenance_writer has lost its row");
            }
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    private static void planned(Connection connection, Instant asOf) throws SQLException {
        try (var update = connection.prepareStatement("update maintenance_writer set planned_as_of = ?")) {
            update.setObject(1, asOf.atOffset(ZoneOffset.UTC));
            update.executeUpdate();
        }
    }
}
