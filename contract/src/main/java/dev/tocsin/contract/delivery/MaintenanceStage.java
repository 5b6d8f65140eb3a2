package dev.tocsin.contract.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a notice tells of planned work, in the order in which a subscriber hears it.
public enum MaintenanceStage {
    @JsonProperty("announced")
    ANNOUNCED,
    @JsonProperty("reminded")
    REMINDED,
    /// Its times are others than were told; may come at any point before the end.
    @JsonProperty("changed")
    CHANGED,
    @JsonProperty("started")
    STARTED,
    @JsonProperty("completed")
    COMPLETED,
    @JsonProperty("cancelled")
    CANCELLED
}
