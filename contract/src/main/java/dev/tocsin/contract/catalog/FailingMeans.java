package dev.tocsin.contract.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a cell is when one of its checks fails.
public enum FailingMeans {
    @JsonProperty("down")
    DOWN,
    @JsonProperty("degraded")
    DEGRADED
}
