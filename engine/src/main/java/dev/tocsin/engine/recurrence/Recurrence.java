package dev.tocsin.engine.recurrence;

import java.time.Instant;
import java.util.List;

/// A recurrence: an incident that is at least the third within five months on a component, or on several that always
/// fail together.
///
/// @param components by their ids
/// @param incidents all incidents of the recurrence, the oldest first, the present one last
/// @param shared the traits that they have in common; empty if there are none
/// @param text the recurrence in a line or two
public record Recurrence(List<String> components, List<Occurrence> incidents, List<Shared> shared, String text) {

    public record Occurrence(String incident, String title, Instant onset) {}

    /// @param value such as `patch`, a region's or component's id, a layer's name, or a time of day
    /// @param incidents how many incidents have it
    public record Shared(Trait trait, String value, int incidents, String text) {}

    /// A trait that incidents can have in common.
    public enum Trait {
        CAUSE,
        CHANGE_KIND,
        DEPENDENCY,
        LAYER,
        REGION,
        TIME_OF_DAY;

        /// The other traits only say where and when.
        boolean isCausal() {
            return this != REGION && this != TIME_OF_DAY;
        }
    }
}
