package dev.tocsin.incident.trust.live;

import org.jspecify.annotations.Nullable;

/// The texts that Tocsin itself writes for customers, by event type.
public final class PublicWords {

    public static final String RESOLVED = "Resolved.";

    private PublicWords() {}

    /// @param type the event's type, such as `incident.opened`
    /// @param where the names of the regions, such as `North America and Europe`
    /// @return null for events that customers are not notified of, and for texts that a person wrote
    public static @Nullable String of(String type, String where) {
        return switch (type) {
            case "incident.opened" -> "We are investigating a problem in %s.".formatted(where);
            case "incident.outage_ended" -> "The affected components have recovered.";
            case "incident.resolved" -> RESOLVED;
            case "incident.reopened" -> "The problem in %s has come back.".formatted(where);
            case "incident.postmortem_published" -> "The postmortem is published.";
            default -> null;
        };
    }

    public static String ended(String where) {
        return "The affected components in %s have recovered.".formatted(where);
    }
}
