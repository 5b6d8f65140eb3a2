package dev.tocsin.engine.catalog;

import java.time.Duration;

/// The limits of the settings by which checks become votes and failures become incidents, whether the catalog states
/// them or a replay tries them.
public final class SettingLimits {

    public static final int LEAST_CONFIRMATIONS = 1;
    public static final int MOST_CONFIRMATIONS = 10;
    public static final Duration LEAST_INTERVAL = Duration.ofMillis(250);
    public static final Duration LONGEST_INTERVAL = Duration.ofHours(24);
    public static final Duration LONGEST_VOTE_LIFE = Duration.ofDays(7);
    public static final Duration LONGEST_HOLD = Duration.ofHours(24);

    private SettingLimits() {}
}
