package dev.tocsin.incident.notices;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The notices that are due and have no result, as notifier-service counted them last.
///
/// @param oldestDueAt since when the earliest of them is due; null if there is none
/// @param countedAt null before they were counted for the first time
public record WaitingNotices(
        long waiting,
        @Nullable Instant oldestDueAt,
        @Nullable Instant countedAt) {}
