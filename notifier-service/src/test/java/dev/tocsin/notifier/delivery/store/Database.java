package dev.tocsin.notifier.delivery.store;

import dev.tocsin.notifier.database.JdbiProducer;
import dev.tocsin.stack.postgres.PostgresServer;
import dev.tocsin.stack.postgres.PostgresSettings;
import dev.tocsin.stack.process.Ports;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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
    private static final AtomicInteger SUBSCRIPTIONS = new AtomicInteger();

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

    /// A confirmed subscription; empty regions or components mean all.
    public String subscription(String leastSeverity, List<String> regions, List<String> components) {
        var id = "s" + SUBSCRIPTIONS.incrementAndGet();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into subscription
                            (id, channel, state, address, regions, components, least_severity, created_at)
                        values (:id, 'email', 'confirmed', 'jo@customer.example', :regions, :components,
                            :leastSeverity::severity, now())""")
                .bind("id", id)
                .bindArray("regions", String.class, regions)
                .bindArray("components", String.class, components)
                .bind("leastSeverity", leastSeverity)
                .execute());
        return id;
    }

    /// One column of a subscriber's deliveries, in the order in which they were decided.
    public List<String> deliveries(String subscription, String what) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select <what> from delivery where subscription = :id order by position")
                        .define("what", what)
                        .bind("id", subscription)
                        .mapTo(String.class)
                        .list());
    }

    /// What is due would be claimed by the next test.
    public void clear() {
        jdbi.useHandle(handle -> handle.execute(
                "truncate subscription, incident, report, maintenance_window, maintenance_told cascade"));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        server.close();
    }
}
