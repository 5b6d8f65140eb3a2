package dev.tocsin.notifier.delivery.store;

import dev.tocsin.notifier.database.JdbiProducer;
import dev.tocsin.stack.postgres.PostgresServer;
import dev.tocsin.stack.postgres.PostgresSettings;
import dev.tocsin.stack.process.Ports;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/// The notifier's schema on a real PostgreSQL of its own, so that no running service takes what a test puts there.
public final class Database implements AutoCloseable {

    private static final String ROLE = "notifier";
    private static final Path FOLDER =
            Path.of("target", "database", Long.toString(ProcessHandle.current().pid()));

    private final PostgresServer server = PostgresServer.start(
            new PostgresSettings(Ports.free(), FOLDER, Map.of("incident", "incident", ROLE, ROLE)),
            FOLDER.resolveSibling("postgres.log"));
    private final Connection connection;
    private final Jdbi jdbi;

    public Database() {
        var source = new PGSimpleDataSource();
        source.setUrl(server.jdbcUrl());
        source.setUser(ROLE);
        source.setPassword(ROLE);
        source.setCurrentSchema(ROLE);
        Flyway.configure().dataSource(source).schemas(ROLE).load().migrate();
        try {
            connection = source.getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        jdbi = JdbiProducer.configured(Jdbi.create(connection));
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        server.close();
    }
}
