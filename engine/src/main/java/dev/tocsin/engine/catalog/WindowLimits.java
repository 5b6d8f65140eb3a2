package dev.tocsin.engine.catalog;

import java.time.Duration;

/// What a maintenance window may be, whether the catalog plans it or an operator makes it.
public final class WindowLimits {

    public static final Duration SHORTEST = Duration.ofMinutes(1);
    public static final Duration LONGEST = Duration.ofDays(7);

    /// Of a plan's id, in characters: the ids of its windows begin with it, and stay ids.
    public static final int LONGEST_PLAN_ID = 48;

    private WindowLimits() {}
}
