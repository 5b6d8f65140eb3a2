package dev.tocsin.contract.change;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A change went live.
///
/// @param components the components that it touches, at least one
/// @param regions the regions that it touches; empty for all
/// @param title one line, at most 200 characters
/// @param author the author, or null
/// @param link an `https` or `http` address with more about it, or null
public record ChangeApplied(
        String change,
        ChangeKind kind,
        List<String> components,
        List<String> regions,
        String title,
        @JsonProperty("appliedAt") Instant time,
        @Nullable String author,
        @Nullable String link)
        implements ChangeEvent {

    @Override
    public String eventId() {
        return change + "/applied";
    }
}
