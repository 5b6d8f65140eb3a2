package dev.tocsin.contract.health;

import org.jspecify.annotations.Nullable;

/// Where an ask's time went, each in milliseconds; null where that phase was not reached or does not exist.
public record Phases(
        @Nullable Double resolveMillis,
        @Nullable Double connectMillis,
        @Nullable Double tlsMillis,
        @Nullable Double firstByteMillis,
        @Nullable Double transferMillis) {}
