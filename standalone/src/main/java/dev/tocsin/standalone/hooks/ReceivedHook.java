package dev.tocsin.standalone.hooks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A webhook that came to the inbox.
///
/// @param number counts received webhooks from 1
/// @param name the name in the inbox address to which it came
/// @param id its `webhook-id`: the same at every attempt, so that two with one id count once
/// @param type of its body; empty if it has none
/// @param headers by lower-case name
public record ReceivedHook(
        long number,
        String name,
        @JsonProperty("webhook-id") @Nullable String id,
        String type,
        Signature signature,
        Instant receivedAt,
        Map<String, String> headers,
        String body) {

    public enum Signature {
        VERIFIED,
        WRONG,
        /// The inbox has no secret for the name.
        UNCHECKED
    }

    @JsonProperty
    public boolean verified() {
        return signature == Signature.VERIFIED;
    }
}
