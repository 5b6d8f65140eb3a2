package dev.tocsin.incident.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A note in the audit log.
///
/// @param address where the request came from
public record AuditEntry(
        long id,
        Instant at,
        String who,
        String action,
        @Nullable String subject,
        @Nullable String address) {}
