package dev.tocsin.engine.uptime;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/// Calculates a figure from a [StatusDurations]. Time in maintenance counts in no formula, neither for nor against;
/// the figure of several cells is that of all their time together.
public enum Formula {
    /// Only time that was up without fault counts.
    STRICT("Time up, as a share of all time with a known status. Degraded time counts as down."),

    /// Counts as public status pages do: three tenths of partial trouble.
    WEIGHTED("Time up, as a share of all time with a known status. Three tenths of degraded time count as down."),

    /// Time that was not observed counts as not up.
    UNKNOWN_AS_DOWN("Time up, as a share of all watched time. Degraded and unknown time count as down.");

    /// The digits of a figure such as 99.953, which never says more than was reached.
    private static final int DIGITS = 3;

    private static final long TENTHS = 10;
    private static final long TENTHS_OF_DEGRADED_LOST = 3;

    private final String text;

    Formula(String text) {
        this.text = text;
    }

    /// The description of the formula, in sentences.
    public String text() {
        return text;
    }

    /// In percent, rounded down; empty if no time counts.
    public Optional<BigDecimal> percent(StatusDurations tally) {
        var base = base(tally);
        if (base == 0) {
            return Optional.empty();
        }
        var good = BigDecimal.valueOf(base)
                .multiply(BigDecimal.TEN)
                .subtract(new BigDecimal(lostTenths(tally)))
                .movePointRight(1);
        return Optional.of(good.divide(BigDecimal.valueOf(base), DIGITS, RoundingMode.FLOOR));
    }

    /// The lost part of the time that counts, in milliseconds, rounded up.
    public long lost(StatusDurations tally) {
        return lostTenths(tally)
                .add(BigInteger.valueOf(TENTHS - 1))
                .divide(BigInteger.valueOf(TENTHS))
                .longValueExact();
    }

    /// The time that counts, in milliseconds.
    public long base(StatusDurations tally) {
        var known = tally.up() + tally.degraded() + tally.down();
        return this == UNKNOWN_AS_DOWN ? known + tally.unknown() : known;
    }

    private BigInteger lostTenths(StatusDurations tally) {
        var degraded = this == WEIGHTED ? TENTHS_OF_DEGRADED_LOST : TENTHS;
        var unknown = this == UNKNOWN_AS_DOWN ? TENTHS : 0;
        return times(tally.down(), TENTHS)
                .add(times(tally.degraded(), degraded))
                .add(times(tally.unknown(), unknown));
    }

    private static BigInteger times(long millis, long tenths) {
        return BigInteger.valueOf(millis).multiply(BigInteger.valueOf(tenths));
    }
}
