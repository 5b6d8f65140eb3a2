package dev.tocsin.notifier.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.contract.delivery.NoticeKind;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One step of one delivery. Carries no address.
///
/// @param about an incident's id; `maintenance/` and a window's id; or `operators/` and an incident's id
/// @param delivery the delivery's id: the `webhook-id`, and the core of the `Message-ID`
/// @param number the number of the incident event that the notice reports; for planned work, of the notice itself
/// @param attempt from 1; 0 before the first
/// @param queuedAt when the notice was decided
/// @param answer the receiver's answer when it took the notice
/// @param reason why an attempt failed, why the notice was given up, or what a returned mail said
/// @param coveredBy the later delivery that replaces this one
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LedgerEntry(
        String about,
        String delivery,
        String subscription,
        Channel channel,
        NoticeKind kind,
        int episode,
        long number,
        LedgerStep step,
        int attempt,
        Instant queuedAt,
        Instant at,
        @Nullable String answer,
        @Nullable String reason,
        @Nullable String coveredBy) {

    public enum LedgerStep {
        /// The notice is to be delivered.
        @JsonProperty("queued")
        QUEUED,
        /// An attempt failed, and another follows.
        @JsonProperty("retrying")
        RETRYING,
        /// The receiver, or its mail server, took it.
        @JsonProperty("sent")
        SENT,
        /// A later notice replaces it.
        @JsonProperty("covered")
        COVERED,
        @JsonProperty("given-up")
        GIVEN_UP,
        /// Was given up, and is due again.
        @JsonProperty("replayed")
        REPLAYED,
        /// A mail that was sent came back.
        @JsonProperty("bounced")
        BOUNCED
    }

    /// The bytes of the ledger's leaf: one line of JSON, without the line break.
    public byte[] bytes() {
        try {
            return Json.mapper().writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an entry cannot be written", e);
        }
    }

    /// @throws IllegalArgumentException when the bytes are no entry
    public static LedgerEntry read(byte[] bytes) {
        try {
            return Json.mapper().readValue(bytes, LedgerEntry.class);
        } catch (IOException e) {
            throw new IllegalArgumentException("not an entry of a ledger", e);
        }
    }
}
