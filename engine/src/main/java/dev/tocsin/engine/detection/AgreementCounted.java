package dev.tocsin.engine.detection;

import java.time.Instant;
import java.util.List;

/// The agreement of one partition's votes with its verdicts, and whether results arrive as they should. [Oversight]
/// sums it over the partitions.
///
/// @param partition the partition of the log
/// @param time the partition's clock
/// @param overMillis the time since the count before
/// @param answered results in that time, at most one for each interval of a check and vantage point
/// @param expected how many results there should be by the definitions
public record AgreementCounted(
        int partition, Instant time, long overMillis, long answered, double expected, List<Agreement> agreements) {

    /// The agreement of one vantage point in one region: with the votes of two or more others or, while it is set
    /// aside, with the votes of those that are left.
    ///
    /// @param disagreeing how many votes say UP of a bad check or the reverse, and not by chance
    /// @param lasting how many of these did so for two intervals or longer
    public record Agreement(String vantagePoint, String region, int compared, int disagreeing, int lasting) {}

    public AgreementCounted {
        agreements = List.copyOf(agreements);
    }
}
