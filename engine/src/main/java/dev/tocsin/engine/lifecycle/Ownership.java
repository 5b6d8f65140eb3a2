package dev.tocsin.engine.lifecycle;

import org.jspecify.annotations.Nullable;

/// The people who have an incident: whoever acknowledged it has it, until it is assigned to somebody.
///
/// @param acknowledgedBy the person who acknowledged it, or null
/// @param assignedTo the person to whom it is assigned, who may be another; or null
record Ownership(@Nullable String acknowledgedBy, @Nullable String assignedTo) {

    static final Ownership NONE = new Ownership(null, null);

    Ownership acknowledgedBy(@Nullable String by) {
        return new Ownership(by, assignedTo);
    }

    Ownership assignedTo(@Nullable String to) {
        return new Ownership(acknowledgedBy, to);
    }
}
