package dev.tocsin.stack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/// Distinguishes a process that starts slowly from one that is stuck: the slow one writes to its log or uses the CPU.
///
/// A machine under load may be eight times slower than another, so a fixed limit is either too short for one of them
/// or too long for the other.
final class StartProgress {

    /// A process makes progress when it uses a sixtieth of the patience in CPU time. One that waits for something
    /// needs less; one that is at work gets more, even when it shares a quarter of a core with six others.
    private static final int SHARE_OF_THE_CPU = 60;

    /// A process that is busy for longer than this is doing something other than starting.
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private static final int LOOKS = 4;
    private static final long SHORTEST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 500;

    private final ProcessHandle process;
    private final Path log;
    private final Duration patience;
    private final long began = System.nanoTime();
    private long looked = began;
    private long moved = began;
    private long logSize;
    private Duration cpu = Duration.ZERO;

    /// @param patience the time that it may make no progress
    StartProgress(ProcessHandle process, Path log, Duration patience) {
        this.process = process;
        this.log = log;
        this.patience = patience;
    }

    /// The reason not to wait any longer, if there is one.
    Optional<String> complaint() {
        var now = System.nanoTime();
        if (now - looked < patience.toNanos() / LOOKS) {
            return Optional.empty();
        }
        looked = now;
        if (hasMoved()) {
            moved = now;
        }
        if (now - moved > patience.toNanos()) {
            return Optional.of("was not ready, and made no progress for %d s".formatted(patience.toSeconds()));
        }
        if (now - began > LONGEST.toNanos()) {
            return Optional.of("was not ready within %d min".formatted(LONGEST.toMinutes()));
        }
        return Optional.empty();
    }

    /// Looks become rarer with time, because each takes CPU time from the starting process.
    void pause() {
        var elapsed = Duration.ofNanos(System.nanoTime() - began).toMillis();
        Pause.of(Duration.ofMillis(Math.clamp(elapsed / 50, SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS)));
    }

    private boolean hasMoved() {
        var size = size();
        var used = cpuOfAll();
        if (size == logSize && used.minus(cpu).abs().compareTo(patience.dividedBy(SHARE_OF_THE_CPU)) < 0) {
            return false;
        }
        logSize = size;
        cpu = used;
        return true;
    }

    private long size() {
        try {
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A program that is started through a shell is a child of it.
    private Duration cpuOfAll() {
        return Stream.concat(Stream.of(process), process.descendants())
                .flatMap(it -> it.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }
}
