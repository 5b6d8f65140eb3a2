package dev.tocsin.engine.correlation.rule;

import dev.tocsin.contract.change.ChangeKind;
import java.time.Duration;
import java.util.Locale;

/// Formats numbers and names for the reasons that people read.
public final class ReasonText {

    private ReasonText() {}

    public static String roughly(Duration duration) {
        return duration.toMinutes() == 0 ? duration.toSeconds() + " s" : duration.toMinutes() + " min";
    }

    static String of(ChangeKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
