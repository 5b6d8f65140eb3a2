package dev.tocsin.engine.correlation;

import dev.tocsin.contract.Cell;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The reason for a decision of the correlator.
///
/// @param at the time as of which it decided
/// @param incident the incident that it decided about; null while there is none
/// @param input the name of the input or of the due step that was handled
/// @param reason one line for a person
/// @param numbers the numbers that were compared, by name
public record TraceEntry(
        Instant at,
        @Nullable String incident,
        List<Cell> cells,
        Rule rule,
        String input,
        String reason,
        Map<String, String> numbers) {

    /// The rules, in the order in which an incident meets them.
    public enum Rule {
        HOLD_BEGAN,
        UP_BEFORE_HOLD,
        UNKNOWN_DECIDES_NOTHING,
        EXCUSED,
        EXCUSE_ENDED,
        MUTED,
        HOLD_ENDED,
        JOINED,
        LINKED,
        SIBLING,
        OPENED,
        REOPENED,
        ROOT_SUSPECTED,
        CHANGE_SUSPECTED,
        CHANGE_CONFIRMED,
        CHANGE_HELD,
        IMPACT_CHANGED,
        IMPACT_KEPT,
        LEFT,
        EDITED,
        ORDERED,
        CORRECTION_ENDED,
        OUTAGE_ENDED,
        RESOLVED,
        RECURRED
    }
}
