package dev.tocsin.contract.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The channel on which a subscriber is notified.
public enum Channel {
    @JsonProperty("email")
    EMAIL,
    @JsonProperty("webhook")
    WEBHOOK,
    @JsonProperty("slack")
    SLACK,
    @JsonProperty("teams")
    TEAMS,
    @JsonProperty("discord")
    DISCORD,
    @JsonProperty("statuspage")
    STATUSPAGE,
    @JsonProperty("pagerduty")
    PAGERDUTY,
    @JsonProperty("sms")
    SMS
}
