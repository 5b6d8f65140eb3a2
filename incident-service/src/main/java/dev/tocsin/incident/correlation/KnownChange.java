package dev.tocsin.incident.correlation;

import dev.tocsin.contract.change.ChangeApplied;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A change, and when it was taken back if it was.
public record KnownChange(ChangeApplied applied, @Nullable Instant revertedAt) {

    boolean stoodAt(Instant time) {
        return !applied.time().isAfter(time) && (revertedAt == null || revertedAt.isAfter(time));
    }
}
