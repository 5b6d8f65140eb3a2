package dev.tocsin.standalone;

import dev.tocsin.standalone.part.Listener;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/// The lines that a person reads while a run starts and lasts.
public final class Console implements Listener {

    private final PrintStream out;
    private volatile boolean starting = true;

    public Console(PrintStream out) {
        this.out = out;
    }

    public void say(String line) {
        out.println(line);
    }

    @Override
    public void ready(String part, Duration took, long pid) {
        say(
                starting
                        ? "  %-18s ready after %s".formatted(part, seconds(took))
                        : "%s is back after %s (process %d)".formatted(part, seconds(took), pid));
    }

    @Override
    public void died(String part, String how, Duration pause) {
        say("%s %s; it is started again in %s".formatted(part, how, seconds(pause)));
    }

    void started() {
        starting = false;
    }

    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
