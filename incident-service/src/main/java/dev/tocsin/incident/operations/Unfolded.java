package dev.tocsin.incident.operations;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The part of an incident's page that is shown whole; others show their beginning and a link to the rest.
public enum Unfolded {
    NOTHING,
    CHARTS,
    SIMILAR;

    /// By its name in addresses, such as `charts`.
    public static Unfolded named(@Nullable String name) {
        return Arrays.stream(values())
                .filter(part -> part.id().equals(name))
                .findFirst()
                .orElse(NOTHING);
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
