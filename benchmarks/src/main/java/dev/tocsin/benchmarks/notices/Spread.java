package dev.tocsin.benchmarks.notices;

/// How the arrivals of one notice lie in time.
///
/// @param arrived at different subscribers
/// @param first in seconds since the events were published
/// @param half until when half of them had come, in the same seconds
/// @param ninetyNinth until when 99 of 100 had come, likewise
/// @param last likewise
/// @param missing subscribers to whom nothing came
/// @param doubles notices that came to somebody who had them
public record Spread(
        int arrived, double first, double half, double ninetyNinth, double last, int missing, int doubles) {

    static Spread of(long[] sorted, long since, int missing, int doubles) {
        if (sorted.length == 0) {
            return new Spread(0, 0, 0, 0, 0, missing, doubles);
        }
        return new Spread(
                sorted.length,
                (sorted[0] - since) / 1e9,
                (sorted[sorted.length / 2] - since) / 1e9,
                (sorted[(int) Math.ceil(sorted.length * 0.99) - 1] - since) / 1e9,
                (sorted[sorted.length - 1] - since) / 1e9,
                missing,
                doubles);
    }

    /// With the time that deciding took.
    public double perSecond() {
        return last == 0 ? 0 : arrived / last;
    }
}
