package dev.tocsin.benchmarks.replay.command;

import dev.tocsin.benchmarks.replay.file.RecordingReader;
import java.io.Console;
import java.util.Locale;
import java.util.Optional;

/// Shows the progress of a long read on one line of the error stream, which is erased at the end.
final class Progress implements AutoCloseable {

    private static final long EVERY_NANOS = 1_000_000_000L;
    private static final long LINES = 1_000;

    private final RecordingReader reader;
    private final boolean seen =
            Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    private long next = System.nanoTime() + EVERY_NANOS;
    private boolean shown;

    Progress(RecordingReader reader) {
        this.reader = reader;
    }

    void show() {
        if (seen && reader.lines() % LINES == 0 && System.nanoTime() > next) {
            System.err.print(
                    String.format(Locale.ROOT, "\r%3.0f%% read, %,d lines", 100 * reader.share(), reader.lines()));
            System.err.flush();
            next += EVERY_NANOS;
            shown = true;
        }
    }

    @Override
    public void close() {
        if (shown) {
            System.err.print("\r" + " ".repeat(40) + "\r");
        }
    }
}
