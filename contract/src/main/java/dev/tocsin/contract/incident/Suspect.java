package dev.tocsin.contract.incident;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// A possible cause.
///
/// @param kind the kind of the subject
/// @param subject a cell such as `cache@na`, a change's id, or a maintenance window's
/// @param title one line
/// @param score 0 to 1, the sum of its parts
public record Suspect(
        SuspectKind kind, String subject, String title, Confidence confidence, double score, List<ScorePart> parts) {

    /// @param name the criterion, such as `time`
    /// @param value its contribution to the score
    /// @param why the numbers behind it, one line
    public record ScorePart(String name, double value, String why) {}

    public enum SuspectKind {
        @JsonProperty("cell")
        CELL,
        @JsonProperty("change")
        CHANGE,
        @JsonProperty("maintenance")
        MAINTENANCE
    }

    public enum Confidence {
        @JsonProperty("possible")
        POSSIBLE,
        @JsonProperty("likely")
        LIKELY,
        @JsonProperty("confirmed")
        CONFIRMED
    }
}
