package dev.tocsin.incident.trust.snapshot.process;

import dev.tocsin.support.operator.OperatorAlerts;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/// Calls the operator's command, one call at a time; the next call publishes snapshots that are written meanwhile.
///
/// The command is given none of our own secrets.
public final class Publisher implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Publisher.class);
    private static final String SUBJECT = "snapshot-publish";

    private final Optional<String> command;
    private final Duration timeout;
    private final OperatorAlerts alerts;
    private final AtomicBoolean isWaiting = new AtomicBoolean();
    private final ExecutorService calls = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("publish").factory());

    public Publisher(Optional<String> command, Duration timeout, OperatorAlerts alerts) {
        this.command = command;
        this.timeout = timeout;
        this.alerts = alerts;
    }

    public void publish(Path folder) {
        command.filter(_ -> isWaiting.compareAndSet(false, true))
                .ifPresent(called -> calls.execute(() -> {
                    isWaiting.set(false);
                    call(called, folder.toAbsolutePath());
                }));
    }

    private void call(String called, Path folder) {
        try {
            var process = start(called, folder);
            try {
                tell(process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS), process);
            } finally {
                end(process);
            }
        } catch (IOException e) {
            failed("could not be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Process start(String called, Path folder) throws IOException {
        var builder = new ProcessBuilder("/bin/sh", "-c", called)
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.INHERIT);
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.matches("(TOCSIN|QUARKUS|KAFKA)_.*"));
        environment.put("TOCSIN_SNAPSHOT_FOLDER", folder.toString());
        return builder.start();
    }

    private void tell(boolean isOver, Process process) {
        if (!isOver) {
            failed("took longer than %s and was stopped".formatted(timeout));
        } else if (process.exitValue() != 0) {
            failed("ended with exit code %d; its output is in the service's log".formatted(process.exitValue()));
        } else {
            alerts.clear(SUBJECT, "The snapshot is published again.");
        }
    }

    private void failed(String how) {
        LOG.warnf("The command in tocsin.snapshot.publish %s", how);
        alerts.raise(
                SUBJECT,
                "The snapshot of the status page is not published: the command in tocsin.snapshot.publish %s."
                        .formatted(how));
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        calls.shutdownNow();
    }
}
