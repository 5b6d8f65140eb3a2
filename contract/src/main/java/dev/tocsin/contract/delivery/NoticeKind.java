package dev.tocsin.contract.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The kind of a notice to a subscriber.
public enum NoticeKind {
    @JsonProperty("opening")
    OPENING,
    @JsonProperty("update")
    UPDATE,
    @JsonProperty("closing")
    CLOSING,
    /// Replaces an opening that could not be delivered, and everything after it.
    @JsonProperty("catch-up")
    CATCH_UP
}
