package dev.tocsin.benchmarks.notices;

/// The distribution of the arrivals of one notice over time.
///
/// @param arrived the number of subscribers that have the notice
/// @param first the first arrival, in seconds since the events were published
/// @param half the time by which half of the arrivals had come, likewise
/// @param ninetyNinth the time by which 99 of 100 had come, likewise
/// @param last the last arrival, likewise
/// @param missing subscribers to whom nothing came
/// @param doubles notices that came to a subscriber who already had them
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

    /// Includes the time that the decision took.
    public double perSecond() {
        return last == 0 ? 0 : arrived / last;
    }
}
