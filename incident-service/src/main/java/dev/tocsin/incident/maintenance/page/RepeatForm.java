package dev.tocsin.incident.maintenance.page;

import java.util.List;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/// The fields of a form that say how planned work repeats.
public final class RepeatForm {

    @RestForm
    @Nullable
    String repeat;

    @RestForm
    @Nullable
    String every;

    @RestForm
    @Nullable
    List<String> days;

    @RestForm
    @Nullable
    String until;

    @RestForm
    @Nullable
    String count;

    @RestForm
    @Nullable
    String zone;

    RepeatEntries entries() {
        return new RepeatEntries(
                stripped(repeat),
                stripped(every),
                Objects.requireNonNullElse(days, List.of()),
                stripped(until),
                stripped(count),
                stripped(zone));
    }

    private static String stripped(@Nullable String entry) {
        return Objects.requireNonNullElse(entry, "").strip();
    }
}
