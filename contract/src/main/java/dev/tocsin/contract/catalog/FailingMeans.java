package dev.tocsin.contract.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The verdict of a cell when one of its checks fails.
public enum FailingMeans {
    @JsonProperty("down")
    DOWN,
    @JsonProperty("degraded")
    DEGRADED
}
