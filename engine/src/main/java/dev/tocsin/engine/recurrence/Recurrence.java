package dev.tocsin.engine.recurrence;

import java.time.Instant;
import java.util.List;

/// An incident is at least the third within five months on a component, or on some that always fail together.
///
/// @param components by their ids
/// @param incidents all of these, the oldest first, this one the last
/// @param shared what they have in common; empty if nothing is
/// @param text all of it in a line or two
public record Recurrence(List<String> components, List<Occurrence> incidents, List<Shared> shared, String text) {

    public record Occurrence(String incident, String title, Instant onset) {}

    /// @param value such as `patch`, a region's or component's id, a layer's name, or a time of day
    /// @param incidents how many of them have it
    public record Shared(Trait trait, String value, int incidents, String text) {}

    /// What incidents can have in common.
    public enum Trait {
        CAUSE,
        CHANGE_KIND,
        DEPENDENCY,
        LAYER,
        REGION,
        TIME_OF_DAY;

        /// The others only say where and when.
        boolean isCausal() {
            return this != REGION && this != TIME_OF_DAY;
        }
    }
}
