package dev.tocsin.engine.uptime;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// The rest of a month's error budget: the time for which a component may still be down, by [Formula#WEIGHTED].
///
/// @param objective the percentage of the month for which it is to be up
/// @param allowed the time that may be lost in the whole month, in all regions together, without announced work; in
///     milliseconds
/// @param lost the time that was lost of that so far
/// @param left negative when more was lost than allowed
public record Budget(double objective, long allowed, long lost, long left) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /// @param monthMillis the length of the whole month, once for each region in which the component is
    static Budget of(double objective, long monthMillis, StatusDurations counted) {
        var allowed = HUNDRED.subtract(BigDecimal.valueOf(objective))
                .multiply(BigDecimal.valueOf(monthMillis - counted.maintenance()))
                .divide(HUNDRED, 0, RoundingMode.FLOOR)
                .longValueExact();
        var lost = Formula.WEIGHTED.lost(counted);
        return new Budget(objective, allowed, lost, allowed - lost);
    }
}
