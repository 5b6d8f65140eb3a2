package dev.tocsin.stack.postgres;

import dev.tocsin.stack.process.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// A server that outlived the process that started it, and would keep the next one from starting.
final class LeftBehind {

    private static final Duration FAREWELL = Duration.ofSeconds(20);

    private LeftBehind() {}

    /// Stops the server if there is one, and waits until it is gone.
    static void stop(Path cluster) throws IOException {
        var postmaster = Postmaster.of(cluster);
        if (postmaster.isEmpty()) {
            return;
        }
        if (postmaster.get().isServerOf(cluster)) {
            stop(postmaster.get().process());
        } else {
            // PostgreSQL would mistake the program that has this process id now for a server
            Files.delete(Postmaster.file(cluster));
        }
    }

    private static void stop(ProcessHandle server) throws IOException {
        var family = Stream.concat(Stream.of(server), server.children()).toList();
        new ProcessBuilder("sh", "-c", "kill -INT " + server.pid()).start();
        if (!ended(family)) {
            family.forEach(ProcessHandle::destroyForcibly);
            if (!ended(family)) {
                throw new StartFailure("An earlier PostgreSQL server does not stop; its process is " + server.pid());
            }
        }
    }

    private static boolean ended(List<ProcessHandle> family) {
        var exits = family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(exits).get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
