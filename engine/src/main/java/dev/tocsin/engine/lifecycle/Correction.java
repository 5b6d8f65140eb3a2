package dev.tocsin.engine.lifecycle;

import dev.tocsin.contract.Severity;
import org.jspecify.annotations.Nullable;

/// What a person stated otherwise than the machine found it.
///
/// @param title null where the machine's stands
/// @param severity null where the machine's stands
/// @param found how grave the machine found it then
public record Correction(@Nullable String title, @Nullable Severity severity, Severity found) {

    Assessment of(Assessment machine) {
        return new Assessment(
                title == null ? machine.title() : title,
                severity == null ? machine.severity() : severity,
                machine.reach());
    }

    /// Worse than what it was made for, it is worth nothing any more.
    boolean holds(Assessment machine) {
        return found.isAtLeast(machine.severity());
    }
}
