package dev.tocsin.contract.change;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The kind of a change.
public enum ChangeKind {
    @JsonProperty("deploy")
    DEPLOY,
    @JsonProperty("patch")
    PATCH,
    @JsonProperty("migration")
    MIGRATION,
    @JsonProperty("flag")
    FLAG,
    @JsonProperty("configuration")
    CONFIGURATION
}
