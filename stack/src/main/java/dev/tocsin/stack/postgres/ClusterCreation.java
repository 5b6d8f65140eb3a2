package dev.tocsin.stack.postgres;

import dev.tocsin.stack.process.ChildProcess;
import dev.tocsin.stack.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import org.apache.commons.io.file.PathUtils;

/// The first start: an empty cluster, and a superuser whose password only the data folder knows.
final class ClusterCreation {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PASSWORD_BYTES = 24;

    private ClusterCreation() {}

    /// Afterwards there is either a whole cluster or none: a start that was killed half-way leaves nothing that
    /// counts.
    static void run(PostgresBinaries binaries, PostgresSettings settings, Path log) throws IOException {
        Files.createDirectories(settings.data());
        writePassword(settings.superuserPassword());
        var unfinished = settings.data().resolve("unfinished");
        if (Files.exists(unfinished)) {
            PathUtils.deleteDirectory(unfinished);
        }
        var initdb = binaries.command(
                "initdb",
                "--pgdata=" + unfinished,
                "--username=" + TocsinDatabase.SUPERUSER,
                "--pwfile=" + settings.superuserPassword(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--locale=C.UTF-8",
                "--lc-messages=C",
                "--no-instructions");
        try (var process = ChildProcess.start(Launch.program("initdb", initdb, log))) {
            process.awaitEndWhileItProgresses(PATIENCE);
        }
        Files.move(unfinished, settings.cluster());
    }

    private static void writePassword(Path file) throws IOException {
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
