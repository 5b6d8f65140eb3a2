package dev.tocsin.engine.catalog;

import java.time.Duration;

/// The limits of a maintenance window, whether the catalog plans it or an operator creates it.
public final class WindowLimits {

    public static final Duration SHORTEST = Duration.ofMinutes(1);
    public static final Duration LONGEST = Duration.ofDays(7);

    /// The greatest length of a plan's id, in characters: the ids of its windows begin with it, and must be ids as
    /// well.
    public static final int LONGEST_PLAN_ID = 48;

    private WindowLimits() {}
}
