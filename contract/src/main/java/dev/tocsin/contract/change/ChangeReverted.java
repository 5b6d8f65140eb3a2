package dev.tocsin.contract.change;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A change was taken back.
///
/// @param change the id with which it was applied
public record ChangeReverted(
        String change,
        @JsonProperty("revertedAt") Instant time,
        @Nullable String author) implements ChangeEvent {

    @Override
    public String eventId() {
        return change + "/reverted";
    }
}
