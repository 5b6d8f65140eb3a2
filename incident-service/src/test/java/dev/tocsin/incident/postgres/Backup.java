package dev.tocsin.incident.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/// All rows of tables as they were when the backup was made; closing restores them.
public final class Backup implements AutoCloseable {

    private final DataSource database;
    private final List<String> tables;

    private Backup(DataSource database, List<String> tables) {
        this.database = database;
        this.tables = tables;
    }

    public static Backup of(DataSource database) throws SQLException {
        try (var connection = database.getConnection()) {
            return of(database, tables(connection));
        }
    }

    public static Backup of(DataSource database, List<String> tables) throws SQLException {
        try (var connection = database.getConnection()) {
            for (var table : tables) {
                execute(connection, "create table incident.backup_%s as table incident.%s".formatted(table, table));
            }
        }
        return new Backup(database, tables);
    }

    @Override
    public void close() throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (var table : tables) {
                // Some tables are only ever added to, which a trigger holds; a restore is no edit.
                execute(connection, "alter table incident.%s disable trigger user".formatted(table));
                execute(connection, "truncate incident.%s".formatted(table));
                execute(
                        connection,
                        "insert into incident.%s overriding system value table incident.backup_%s"
                                .formatted(table, table));
            }
            for (var table : tables) {
                execute(connection, "alter table incident.%s enable trigger user".formatted(table));
                execute(connection, "drop table incident.backup_%s".formatted(table));
            }
            connection.commit();
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("""
                        select tablename from pg_tables
                        where schemaname = 'incident' and tablename not like 'flyway%' and tablename not like 'backup_%'""");
                var rows = query.executeQuery()) {
            var tables = new ArrayList<String>();
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            return tables;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
