package dev.tocsin.stack.postgres;

import dev.tocsin.stack.process.ChildProcess;
import dev.tocsin.stack.process.Launch;
import dev.tocsin.stack.process.Ports;
import dev.tocsin.stack.process.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A real PostgreSQL server in a process of its own, with the database `tocsin` and its roles.
public final class PostgresServer implements AutoCloseable {

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);

    /// Small, and on the loopback only.
    private static final List<String> OPTIONS = List.of(
            "listen_addresses=" + Ports.LOOPBACK,
            "unix_socket_directories=",
            "shared_buffers=32MB",
            "max_connections=60",
            "max_wal_size=256MB",
            "max_worker_processes=2",
            "max_logical_replication_workers=0",
            "io_method=sync");

    private final PostgresSettings settings;
    private final ChildProcess process;

    private PostgresServer(PostgresSettings settings, ChildProcess process) {
        this.settings = settings;
        this.process = process;
    }

    /// Starts a server on the data that its folder holds, or on a new folder, and waits until the roles can sign in.
    ///
    /// A server that an earlier process left there is stopped first.
    ///
    /// @throws StartFailure when it does not come up
    public static PostgresServer start(PostgresSettings settings, Path log) {
        try {
            var binaries = PostgresBinaries.unpacked();
            LeftBehind.stop(settings.cluster());
            Ports.demandFree(settings.port(), "PostgreSQL");
            if (!Files.exists(settings.cluster())) {
                ClusterCreation.run(binaries, settings, log);
            }
            var process = ChildProcess.start(Launch.program("postgres", command(binaries, settings), log))
                    .awaitReady(START_PATIENCE, () -> isReady(settings.cluster()));
            var server = new PostgresServer(settings, process);
            server.prepare();
            return server;
        } catch (StartFailure e) {
            throw e.withData(settings.data());
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL's data folder cannot be used: " + settings.data(), e);
        }
    }

    private static boolean isReady(Path cluster) {
        try {
            return Postmaster.of(cluster).filter(Postmaster::isReady).isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void prepare() {
        try {
            new TocsinDatabase(url(settings, ""), Files.readString(settings.superuserPassword()))
                    .prepare(settings.passwords());
        } catch (SQLException | IOException e) {
            close();
            throw new StartFailure("PostgreSQL runs, but its database cannot be prepared: " + e.getMessage());
        }
    }

    private static List<String> command(PostgresBinaries binaries, PostgresSettings settings) {
        var arguments =
                new ArrayList<>(List.of("-D", settings.cluster().toString(), "-p", Integer.toString(settings.port())));
        OPTIONS.forEach(option -> arguments.addAll(List.of("-c", option)));
        return binaries.command("postgres", arguments.toArray(String[]::new));
    }

    private static String url(PostgresSettings settings, String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(Ports.LOOPBACK, settings.port(), database);
    }

    public PostgresSettings settings() {
        return settings;
    }

    public String jdbcUrl() {
        return url(settings, TocsinDatabase.NAME);
    }

    public ChildProcess process() {
        return process;
    }

    /// Signal 9.
    public void kill() {
        process.kill();
    }

    /// A clean stop.
    @Override
    public void close() {
        process.close();
    }
}
