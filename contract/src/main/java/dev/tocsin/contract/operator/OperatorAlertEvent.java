package dev.tocsin.contract.operator;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.contract.Event;
import java.time.Instant;

/// Trouble with Tocsin itself, identified by a subject: `vantage-point/us-east`, `dead-letters/tocsin.changes`,
/// `blind`.
public sealed interface OperatorAlertEvent extends Event
        permits OperatorAlertEvent.AlertRaised, OperatorAlertEvent.AlertCleared {

    String subject();

    @Override
    default String key() {
        return subject();
    }

    /// Something is wrong.
    ///
    /// @param why one or two sentences: what is wrong, and what to do about it
    record AlertRaised(
            String subject, @JsonProperty("raisedAt") Instant time, String why) implements OperatorAlertEvent {

        @Override
        public String eventId() {
            return subject + "/raised/" + time.toEpochMilli();
        }
    }

    /// The trouble is over.
    ///
    /// @param raisedAt when the alert that it ends was raised
    /// @param why one sentence
    record AlertCleared(
            String subject,
            Instant raisedAt,
            @JsonProperty("clearedAt") Instant time,
            String why) implements OperatorAlertEvent {

        @Override
        public String eventId() {
            return subject + "/cleared/" + time.toEpochMilli();
        }
    }
}
