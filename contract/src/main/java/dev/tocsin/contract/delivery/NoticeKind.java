package dev.tocsin.contract.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a notice tells its subscriber.
public enum NoticeKind {
    @JsonProperty("opening")
    OPENING,
    @JsonProperty("update")
    UPDATE,
    @JsonProperty("closing")
    CLOSING,
    /// Stands for an opening that could not be delivered and what came after it.
    @JsonProperty("catch-up")
    CATCH_UP
}
