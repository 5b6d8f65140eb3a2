package dev.tocsin.contract.health;

import org.jspecify.annotations.Nullable;

/// The duration of each phase of an ask in milliseconds; null when the phase was not reached or does not exist.
public record Phases(
        @Nullable Double resolveMillis,
        @Nullable Double connectMillis,
        @Nullable Double tlsMillis,
        @Nullable Double firstByteMillis,
        @Nullable Double transferMillis) {}
