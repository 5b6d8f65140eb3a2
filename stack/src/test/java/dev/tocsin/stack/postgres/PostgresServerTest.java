package dev.tocsin.stack.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.stack.process.Ports;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

    private static final Map<String, String> PASSWORDS = Map.of("incident", "red", "notifier", "blue");

    @TempDir
    private Path folder;

    @Test
    void keepsItsRowsThroughKillMinusNine() throws SQLException {
        var settings = new PostgresSettings(Ports.free(), folder.resolve("postgres"), PASSWORDS);
        try (var server = start(settings)) {
            run(server, "incident", "CREATE TABLE bell (name text)");
            run(server, "incident", "INSERT INTO bell VALUES ('first')");

            server.kill();
        }

        try (var server = start(settings)) {
            assertThat(query(server, "incident", "SELECT name FROM bell")).containsExactly("first");
        }
    }

    @Test
    void givesEachRoleItsOwnSchemaAndNothingElse() throws SQLException {
        var settings = new PostgresSettings(Ports.free(), folder.resolve("postgres"), PASSWORDS);
        try (var server = start(settings)) {
            run(server, "incident", "CREATE TABLE bell (name text)");

            assertThat(query(server, "notifier", "SELECT current_schema")).containsExactly("notifier");
            assertThatThrownBy(() -> query(server, "notifier", "SELECT name FROM incident.bell"))
                    .hasMessageContaining("permission denied for schema incident");
            assertThatThrownBy(() -> run(server, "notifier", "CREATE SCHEMA other"))
                    .hasMessageContaining("permission denied for database tocsin");
            assertThatThrownBy(() -> run(server, "notifier", "CREATE ROLE other"))
                    .hasMessageContaining("permission denied to create role");
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), "incident", "blue"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    private static PostgresServer start(PostgresSettings settings) {
        return PostgresServer.start(settings, Path.of("target/postgres-test.log"));
    }

    private static void run(PostgresServer server, String role, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(server.jdbcUrl(), role, PASSWORDS.get(role));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> query(PostgresServer server, String role, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(server.jdbcUrl(), role, PASSWORDS.get(role));
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
