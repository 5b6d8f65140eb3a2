package dev.tocsin.contract.health;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The outcome of one ask.
public enum Outcome {
    @JsonProperty("pass")
    PASS,
    /// A correct answer, but slower than the check's `slow-after`.
    @JsonProperty("slow")
    SLOW,
    @JsonProperty("fail")
    FAIL,
    /// The probe's own controls failed, or it could not ask: no vote.
    @JsonProperty("unsure")
    UNSURE
}
