package dev.tocsin.stack.postgres;

import dev.tocsin.stack.process.StartFailure;
import java.sql.SQLException;
import java.util.Map;
import org.testcontainers.postgresql.PostgreSQLContainer;

/// A server like [PostgresServer], from PostgreSQL's public image.
public final class ServerInContainer implements AutoCloseable {

    private static final String IMAGE = "postgres:18";

    private final PostgreSQLContainer container = new PostgreSQLContainer(IMAGE).withUsername(TocsinDatabase.SUPERUSER);

    /// @param passwords of each role, by its name
    public ServerInContainer(Map<String, String> passwords) {
        container.start();
        try {
            new TocsinDatabase(url(""), container.getPassword()).prepare(passwords);
        } catch (SQLException e) {
            close();
            throw new StartFailure("PostgreSQL runs, but its database cannot be prepared: " + e.getMessage());
        }
    }

    public String jdbcUrl() {
        return url(TocsinDatabase.NAME);
    }

    @Override
    public void close() {
        container.close();
    }

    private String url(String database) {
        return "jdbc:postgresql://%s:%d/%s"
                .formatted(container.getHost(), container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT), database);
    }
}
