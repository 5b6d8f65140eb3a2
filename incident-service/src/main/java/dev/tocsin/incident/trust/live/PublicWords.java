package dev.tocsin.incident.trust.live;

import org.jspecify.annotations.Nullable;

/// The texts that Tocsin itself writes for customers, by event type.
public final class PublicWords {

    public static final String RESOLVED = "Resolved.";

    private static final String BACK = "The problem in %s has come back.";
    private static final String STILL_THERE = "We have reopened this incident: the problem in %s is not over.";

    private PublicWords() {}

    /// @param type the event's type, such as `incident.opened`
    /// @param byHand whether an operator caused the event
    /// @param where the names of the regions, such as `North America and Europe`
    /// @return null for events that customers are not notified of, and for texts that a person wrote
    public static @Nullable String of(String type, boolean byHand, String where) {
        return switch (type) {
            case "incident.opened" -> "We are investigating a problem in %s.".formatted(where);
            case "incident.outage_ended" -> "The affected components have recovered.";
            case "incident.resolved" -> RESOLVED;
            case "incident.reopened" -> (byHand ? STILL_THERE : BACK).formatted(where);
            case "incident.postmortem_published" -> "The postmortem is published.";
            default -> null;
        };
    }

    public static String ended(String where) {
        return "The affected components in %s have recovered.".formatted(where);
    }
}
