package dev.tocsin.notifier.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An entry of the audit log.
///
/// @param who an account, a token such as `token/deploy-bot`, or the operator
/// @param action such as `End silence`
/// @param subject what it was done to: an id, a description, or the request line that was refused
/// @param result such as `3 deliveries are due again`
/// @param address the address that the request came from
public record AuditedAction(
        long id,
        Instant at,
        String who,
        String action,
        String subject,
        String result,
        @Nullable String address) {}
