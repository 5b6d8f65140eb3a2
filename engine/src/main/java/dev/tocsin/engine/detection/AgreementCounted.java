package dev.tocsin.engine.detection;

import java.time.Instant;
import java.util.List;

/// How one partition's votes agree with its verdicts, and whether results come as they should. For [Oversight], which
/// sums it over the partitions.
///
/// @param partition of the log
/// @param time the partition's clock
/// @param overMillis the time since the count before
/// @param answered results in that time, at most one for each interval of a check and vantage point
/// @param expected how many there should be by the definitions
public record AgreementCounted(
        int partition, Instant time, long overMillis, long answered, double expected, List<Agreement> agreements) {

    /// Of one vantage point in one region: compared with what two or more others say, and with what is left of the
    /// others while it is set aside.
    ///
    /// @param disagreeing it says UP of what is bad or the reverse, and that is no chance
    /// @param lasting of these, for two intervals or longer
    public record Agreement(String vantagePoint, String region, int compared, int disagreeing, int lasting) {}

    public AgreementCounted {
        agreements = List.copyOf(agreements);
    }
}
