package dev.tocsin.notifier.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Why a subscriber gets a notice of an incident.
public enum NoticeReason {
    /// An outage affects what the subscription includes, at its severity or above.
    @JsonProperty("outage")
    OUTAGE,
    /// A person posted an update.
    @JsonProperty("post")
    POST,
    /// The incident is more severe than any notice to the subscriber said.
    @JsonProperty("worse")
    WORSE,
    /// Its title, state or severity differs from the last notice, which is not recent.
    @JsonProperty("change")
    CHANGE,
    /// The incident is resolved.
    @JsonProperty("resolution")
    RESOLUTION,
    /// The incident goes on, but none of its outages affects what the subscription includes any more.
    @JsonProperty("recovery")
    RECOVERY
}
