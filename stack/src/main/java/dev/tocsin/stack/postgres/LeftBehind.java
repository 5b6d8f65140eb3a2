package dev.tocsin.stack.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// A server that outlived whoever started it, and would keep the next one from starting.
final class LeftBehind {

    private static final Duration FAREWELL = Duration.ofSeconds(20);

    private LeftBehind() {}

    /// Stops it if there is one, and waits until it is gone.
    static void stop(Path cluster) throws IOException {
        var note = cluster.resolve("postmaster.pid");
        if (!Files.exists(note)) {
            return;
        }
        var pid = Long.parseLong(Files.readAllLines(note).getFirst().strip());
        var process = ProcessHandle.of(pid);
        if (process.isEmpty()) {
            return;
        }
        if (isServerOf(cluster, process.get())) {
            stop(process.get());
        } else {
            // Its number was given anew, to a process that PostgreSQL would mistake for itself
            Files.delete(note);
        }
    }

    private static boolean isServerOf(Path cluster, ProcessHandle process) {
        return process.info().command().filter(it -> it.endsWith("/postgres")).isPresent()
                && process.info()
                        .arguments()
                        .filter(it -> Stream.of(it).anyMatch(cluster.toString()::equals))
                        .isPresent();
    }

    private static void stop(ProcessHandle server) throws IOException {
        var family = Stream.concat(Stream.of(server), server.children()).toList();
        new ProcessBuilder("sh", "-c", "kill -INT " + server.pid()).start();
        if (!ended(family)) {
            family.forEach(ProcessHandle::destroyForcibly);
            ended(family);
        }
    }

    private static boolean ended(Iterable<ProcessHandle> family) {
        var exits = Stream.<CompletableFuture<?>>builder();
        family.forEach(it -> exits.add(it.onExit()));
        try {
            CompletableFuture.allOf(exits.build().toArray(CompletableFuture[]::new))
                    .get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
