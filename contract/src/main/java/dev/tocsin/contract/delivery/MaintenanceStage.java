package dev.tocsin.contract.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The stage of planned work that a notice announces, in the order in which a subscriber receives them.
public enum MaintenanceStage {
    @JsonProperty("announced")
    ANNOUNCED,
    @JsonProperty("reminded")
    REMINDED,
    /// Its times differ from those that were announced; may come at any point before the end.
    @JsonProperty("changed")
    CHANGED,
    @JsonProperty("started")
    STARTED,
    @JsonProperty("completed")
    COMPLETED,
    @JsonProperty("cancelled")
    CANCELLED
}
