package dev.tocsin.incident.uptime.store;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.incident.maintenance.Window;
import dev.tocsin.incident.postgres.Documents;
import dev.tocsin.incident.postgres.Transactions;
import dev.tocsin.incident.uptime.Amendment;
import dev.tocsin.incident.uptime.Inputs;
import dev.tocsin.incident.uptime.Span;
import dev.tocsin.incident.uptime.Turn;
import dev.tocsin.incident.uptime.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/// Turns, amendments and windows; what is kept is only ever added to.
@ApplicationScoped
public class UptimeStore {

    private final DataSource dataSource;

    public UptimeStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /// One that is known stays as it is.
    public void add(List<Turn> turns) throws SQLException {
        Transactions.in(dataSource, connection -> {
            try (var insert = connection.prepareStatement("""
                    insert into uptime_turn (cell, number, at, verdict) values (?, ?, ?, ?) on conflict do nothing""")) {
                for (var turn : turns) {
                    insert.setString(1, turn.cell().toString());
                    insert.setLong(2, turn.number());
                    insert.setObject(3, turn.at().atOffset(ZoneOffset.UTC));
                    if (turn.verdict() == null) {
                        insert.setNull(4, Types.VARCHAR);
                    } else {
                        insert.setString(4, turn.verdict().name());
                    }
                    insert.addBatch();
                }
                return insert.executeBatch();
            }
        });
    }

    /// @param draft whose id is given here
    public Amendment add(Amendment draft) throws SQLException {
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement(
                        "insert into uptime_amendment (document) values (?::jsonb) returning id")) {
            insert.setString(1, Documents.write(draft));
            try (var row = insert.executeQuery()) {
                row.next();
                return with(row.getLong(1), draft);
            }
        }
    }

    /// All of them, the first first.
    public List<Amendment> amendments() throws SQLException {
        try (var connection = dataSource.getConnection()) {
            return amendments(connection);
        }
    }

    /// All that figures of these cells over the span are made of, as of one moment.
    public Inputs inputs(Collection<Cell> cells, Span span) throws SQLException {
        return Transactions.in(dataSource, connection -> {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return new Inputs(turns(connection, cells, span), amendments(connection), works(connection, span));
        });
    }

    /// Those in the span, and of each cell the last before it.
    private static Map<Cell, List<Turn>> turns(Connection connection, Collection<Cell> cells, Span span)
            throws SQLException {
        var wanted = connection.createArrayOf(
                "text", cells.stream().map(Cell::toString).toArray());
        try (var query = connection.prepareStatement("""
                select cell, number, at, verdict from uptime_turn where at >= ? and at < ? and cell = any (?)
                union all
                select before.* from unnest(?) as wanted (cell) cross join lateral (
                    select cell, number, at, verdict from uptime_turn
                    where cell = wanted.cell and at < ? order by number desc limit 1) as before""")) {
            query.setObject(1, span.from().atOffset(ZoneOffset.UTC));
            query.setObject(2, span.to().atOffset(ZoneOffset.UTC));
            query.setArray(3, wanted);
            query.setArray(4, wanted);
            query.setObject(5, span.from().atOffset(ZoneOffset.UTC));
            try (var rows = query.executeQuery()) {
                var turns = new HashMap<Cell, List<Turn>>();
                while (rows.next()) {
                    var turn = turn(rows);
                    turns.computeIfAbsent(turn.cell(), _ -> new ArrayList<>()).add(turn);
                }
                return turns;
            }
        }
    }

    private static Turn turn(ResultSet row) throws SQLException {
        var verdict = row.getString(4);
        return new Turn(
                Cell.of(row.getString(1)),
                row.getLong(2),
                instant(row, 3),
                verdict == null ? null : Verdict.valueOf(verdict));
    }

    private static List<Amendment> amendments(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("select id, document from uptime_amendment order by id");
                var rows = query.executeQuery()) {
            var amendments = new ArrayList<Amendment>();
            while (rows.next()) {
                amendments.add(with(rows.getLong(1), Documents.read(rows.getString(2), Amendment.class)));
            }
            return amendments;
        }
    }

    private static List<Work> works(Connection connection, Span span) throws SQLException {
        try (var query = connection.prepareStatement(
                "select document from maintenance_window where starts_at < ? and ends_at > ?")) {
            query.setObject(1, span.to().atOffset(ZoneOffset.UTC));
            query.setObject(2, span.from().atOffset(ZoneOffset.UTC));
            try (var rows = query.executeQuery()) {
                var works = new ArrayList<Work>();
                while (rows.next()) {
                    Work.of(Documents.read(rows.getString(1), Window.class)).ifPresent(works::add);
                }
                return works;
            }
        }
    }

    private static Amendment with(long id, Amendment draft) {
        return new Amendment(id, draft.cells(), draft.span(), draft.verdict(), draft.reason(), draft.by(), draft.at());
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
