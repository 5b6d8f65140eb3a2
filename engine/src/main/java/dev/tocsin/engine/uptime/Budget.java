package dev.tocsin.engine.uptime;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// What is left of a month's error budget: how much of its time a component may still be down, by [Formula#WEIGHTED].
///
/// @param objective of how much of the month it is to be up, in percent
/// @param allowed of the whole month's time, in all regions together, without announced work; in milliseconds
/// @param lost of that up to now
/// @param left negative when more was lost than allowed
public record Budget(double objective, long allowed, long lost, long left) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /// @param monthMillis of the whole month, once for each region in which the component is
    static Budget of(double objective, long monthMillis, StatusDurations counted) {
        var allowed = HUNDRED.subtract(BigDecimal.valueOf(objective))
                .multiply(BigDecimal.valueOf(monthMillis - counted.maintenance()))
                .divide(HUNDRED, 0, RoundingMode.FLOOR)
                .longValueExact();
        var lost = Formula.WEIGHTED.lost(counted);
        return new Budget(objective, allowed, lost, allowed - lost);
    }
}
