package dev.tocsin.stack.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.stack.process.Ports;
import dev.tocsin.stack.process.StartFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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

    @Test
    void stopsAServerThatWasLeftBehind() throws Exception {
        var settings = new PostgresSettings(Ports.free(), folder.resolve("postgres"), PASSWORDS);
        var orphan = start(settings);
        run(orphan, "incident", "CREATE TABLE bell (name text)");
        var postmaster = Postmaster.of(settings.cluster()).orElseThrow().process();
        killGuardOf(orphan, postmaster);

        try (var server = start(settings)) {
            assertThat(postmaster.isAlive()).isFalse();
            assertThat(query(server, "incident", "SELECT count(*) FROM bell")).containsExactly("0");
        }
    }

    /// PostgreSQL does not start while a process of the killed server has its memory still.
    @Test
    void isGoneWithAllOfItsProcessesOnceItIsKilled() throws Exception {
        var settings = new PostgresSettings(Ports.free(), folder.resolve("postgres"), PASSWORDS);
        var killed = start(settings);
        try (var _ = DriverManager.getConnection(killed.jdbcUrl(), "incident", PASSWORDS.get("incident"))) {
            var family = ProcessHandle.of(killed.process().pid())
                    .orElseThrow()
                    .descendants()
                    .toList();

            killed.kill();

            assertThat(family).hasSizeGreaterThan(5).noneMatch(ProcessHandle::isAlive);
        }
        start(settings).close();
    }

    @Test
    void ignoresANoteThatNamesAnotherProgram() throws Exception {
        var settings = new PostgresSettings(Ports.free(), folder.resolve("postgres"), PASSWORDS);
        start(settings).kill();
        var me = ProcessHandle.current();
        var note = Postmaster.file(settings.cluster());
        Files.writeString(note, Files.readString(note).replaceFirst("\\d+", Long.toString(me.pid())));

        try (var server = start(settings)) {
            assertThat(query(server, "incident", "SELECT current_user")).containsExactly("incident");
        }
    }

    @Test
    void saysWhereDamagedDataIs() throws Exception {
        var settings = new PostgresSettings(Ports.free(), folder.resolve("postgres"), PASSWORDS);
        start(settings).close();
        Files.delete(settings.cluster().resolve("global").resolve("pg_control"));

        assertThatThrownBy(() -> start(settings))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("pg_control")
                .hasMessageContaining("Its data is in " + settings.data());
    }

    /// As when the guard itself is killed.
    private static void killGuardOf(PostgresServer server, ProcessHandle postmaster) {
        var guard = ProcessHandle.of(server.process().pid()).orElseThrow();
        var family = Stream.concat(Stream.of(guard), guard.descendants())
                .filter(it -> it.pid() != postmaster.pid())
                .filter(it -> !it.parent().equals(Optional.of(postmaster)))
                .toList();
        family.forEach(ProcessHandle::destroyForcibly);
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
