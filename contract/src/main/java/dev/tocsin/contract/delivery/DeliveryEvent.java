package dev.tocsin.contract.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.contract.Event;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A step in the progress of a delivery; keyed by subscription, so that the events of each subscriber are in order.
/// Carries no address.
public sealed interface DeliveryEvent extends Event {

    DeliveryHead delivery();

    @Override
    default String key() {
        return delivery().subscription();
    }

    /// The identity of a delivery.
    ///
    /// @param id derived from incident, episode, number and subscription, without a dot: the `webhook-id`, and the
    ///     core of the `Message-ID`
    /// @param incident the subject of the delivery: an incident, or `maintenance/` and the id of a window of
    ///     planned work
    /// @param number the number of the incident event that it announces; for planned work, the number of the notice
    /// @param maintenance the planned work that it announces; null when it is about an incident
    record DeliveryHead(
            String id,
            String subscription,
            Channel channel,
            NoticeKind kind,
            String incident,
            int episode,
            long number,
            @Nullable PlannedWork maintenance) {}

    /// The stage of a window that a notice announces.
    ///
    /// @param window its id
    record PlannedWork(String window, MaintenanceStage stage) {}

    /// A notice is to be sent on a channel.
    record Queued(
            DeliveryHead delivery, @JsonProperty("queuedAt") Instant time) implements DeliveryEvent {
        @Override
        public String eventId() {
            return delivery.id() + "/queued";
        }
    }

    /// The channel took it: the receiver of a webhook, or the mail server.
    ///
    /// @param attempt from 1
    /// @param coveredBy the later delivery that was sent in place of this one; null when this one was sent itself
    record Sent(
            DeliveryHead delivery,
            int attempt,
            @JsonProperty("sentAt") Instant time,
            @Nullable String coveredBy) implements DeliveryEvent {
        @Override
        public String eventId() {
            return delivery.id() + "/sent";
        }
    }

    /// An attempt failed, and another follows.
    ///
    /// @param attempt the one that failed, from 1
    /// @param nextAt when the next attempt is due
    /// @param reason one line for operators
    record Retrying(
            DeliveryHead delivery,
            int attempt,
            @JsonProperty("failedAt") Instant time,
            Instant nextAt,
            String reason) implements DeliveryEvent {
        @Override
        public String eventId() {
            return delivery.id() + "/retrying/" + attempt;
        }
    }

    /// No further attempt is made automatically.
    ///
    /// @param attempt the last one, from 1
    /// @param reason one line for operators
    record GivenUp(
            DeliveryHead delivery,
            int attempt,
            @JsonProperty("givenUpAt") Instant time,
            String reason) implements DeliveryEvent {
        @Override
        public String eventId() {
            return delivery.id() + "/given-up/" + attempt;
        }
    }

    /// A mail that was sent came back.
    ///
    /// @param reason one line for operators
    record Bounced(
            DeliveryHead delivery,
            @JsonProperty("bouncedAt") Instant time,
            String reason) implements DeliveryEvent {
        @Override
        public String eventId() {
            return delivery.id() + "/bounced";
        }
    }

    /// The receiver confirmed by a receipt that it has the notice.
    record Confirmed(
            DeliveryHead delivery,
            @JsonProperty("confirmedAt") Instant time) implements DeliveryEvent {
        @Override
        public String eventId() {
            return delivery.id() + "/confirmed";
        }
    }
}
