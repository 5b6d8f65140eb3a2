package dev.tocsin.notifier.ledger;

import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The waits of many notices, kept in few numbers: each wait is counted in a bucket that is two percent wide (the
/// mapping of DDSketch, VLDB 2019), so that a quantile is at most one percent off.
///
/// @param buckets the number of waits in each bucket
/// @param longestMillis the longest wait, exactly
public record WaitSketch(SortedMap<Integer, Long> buckets, long longestMillis) {

    private static final double GAMMA = 1.01 / 0.99;

    public static WaitSketch empty() {
        return new WaitSketch(new TreeMap<>(), 0);
    }

    /// @return this sketch with the wait counted; the old one must not be used any more
    WaitSketch with(Duration wait) {
        var millis = Math.max(1, wait.toMillis());
        buckets.merge((int) Math.ceil(Math.log((double) millis) / Math.log(GAMMA)), 1L, Long::sum);
        return new WaitSketch(buckets, Math.max(longestMillis, millis));
    }

    public long count() {
        return buckets.values().stream().mapToLong(Long::longValue).sum();
    }

    /// @param share 0 to 1
    /// @return 0 when nothing was counted
    public long quantileMillis(double share) {
        var rank = (long) (share * (count() - 1));
        var seen = 0L;
        for (Map.Entry<Integer, Long> bucket : buckets.entrySet()) {
            seen += bucket.getValue();
            if (seen > rank) {
                return Math.min(longestMillis, Math.round(2 * Math.pow(GAMMA, bucket.getKey()) / (GAMMA + 1)));
            }
        }
        return longestMillis;
    }
}
