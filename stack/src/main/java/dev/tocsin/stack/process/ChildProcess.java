package dev.tocsin.stack.process;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A running [Launch], whose standard input this process holds open for as long as the child is to live.
///
/// When this object is no longer referenced, the garbage collector closes that input and so ends the child.
public final class ChildProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final Launch launch;
    private final Process process;
    private final long logStart;

    private ChildProcess(Launch launch, Process process, long logStart) {
        this.launch = launch;
        this.process = process;
        this.logStart = logStart;
    }

    public static ChildProcess start(Launch launch) {
        var log = launch.log().toAbsolutePath();
        var builder = new ProcessBuilder(launch.command())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().putAll(launch.environment());
        try {
            Files.createDirectories(requireNonNull(log.getParent()));
            var logStart = Files.exists(log) ? Files.size(log) : 0;
            return new ChildProcess(launch, builder.start(), logStart);
        } catch (IOException e) {
            throw new UncheckedIOException(launch.name() + " cannot be started", e);
        }
    }

    /// Waits until the child is ready, as long as it makes progress; a child that makes none is killed.
    ///
    /// @param patience the time that it may make no progress
    /// @throws StartFailure when it ended before, or makes no progress
    public ChildProcess awaitReady(Duration patience, BooleanSupplier ready) {
        var progress = new StartProgress(process.toHandle(), launch.log(), patience);
        while (!ready.getAsBoolean()) {
            if (!process.isAlive()) {
                throw StartFailure.of(launch, logStart, "ended with status " + process.exitValue());
            }
            progress.complaint().ifPresent(complaint -> {
                kill();
                throw StartFailure.of(launch, logStart, complaint);
            });
            progress.pause();
        }
        return this;
    }

    /// Waits until the child has ended well, as long as it makes progress; a child that makes none is killed.
    ///
    /// @param patience the time that it may make no progress
    /// @throws StartFailure when it ended with another status than 0, or makes no progress
    public void awaitEndWhileItProgresses(Duration patience) {
        var progress = new StartProgress(process.toHandle(), launch.log(), patience);
        while (process.isAlive()) {
            progress.complaint().ifPresent(complaint -> {
                kill();
                throw StartFailure.of(launch, logStart, complaint);
            });
            progress.pause();
        }
        awaitEnd(Duration.ZERO);
    }

    /// Waits until it has ended well.
    ///
    /// @throws StartFailure when it ended with another status than 0, or not in time
    public void awaitEnd(Duration limit) {
        if (!waitFor(limit)) {
            kill();
            throw StartFailure.of(launch, logStart, "did not end within " + limit.toSeconds() + " s");
        }
        if (process.exitValue() != 0) {
            throw StartFailure.of(launch, logStart, "ended with status " + process.exitValue());
        }
    }

    public Launch launch() {
        return launch;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public CompletableFuture<ChildProcess> onExit() {
        return process.onExit().thenApply(_ -> this);
    }

    /// Closes its input, which asks it to end, and kills it if it does not.
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException _) {
            // it is gone already
        }
        if (!waitFor(PATIENCE)) {
            kill();
        }
    }

    /// Signal 9, to the child and its descendants; returns when all are gone, and what they shared is free again.
    public void kill() {
        var family = process.descendants().toList();
        process.destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);
        waitFor(PATIENCE);
        family.forEach(child -> child.onExit()
                .completeOnTimeout(child, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join());
    }

    private boolean waitFor(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
