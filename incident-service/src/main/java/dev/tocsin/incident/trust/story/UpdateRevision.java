package dev.tocsin.incident.trust.story;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A change to an update after it was posted.
public sealed interface UpdateRevision {

    Instant at();

    /// @param by the person who edited it last; null for the public
    record Edited(Instant at, @Nullable String by) implements UpdateRevision {}

    /// Customers no longer read it.
    record Withdrawn(Instant at, String by, String reason) implements UpdateRevision {}
}
