package dev.tocsin.engine.lifecycle;

import dev.tocsin.contract.Severity;
import org.jspecify.annotations.Nullable;

/// A person's correction of the machine's findings.
///
/// @param title null to keep the machine's
/// @param severity null to keep the machine's
/// @param found the severity that the machine had found at that time
public record Correction(@Nullable String title, @Nullable Severity severity, Severity found) {

    Assessment of(Assessment machine) {
        return new Assessment(
                title == null ? machine.title() : title,
                severity == null ? machine.severity() : severity,
                machine.reach());
    }

    /// A correction no longer holds when the machine finds worse than it was made for.
    boolean holds(Assessment machine) {
        return found.isAtLeast(machine.severity());
    }
}
