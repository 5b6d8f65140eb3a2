package dev.tocsin.notifier.delivery;

import java.time.Duration;

/// The most attempts of one channel that may be under way at once.
///
/// @param normal attempts at receivers that answer as they should
/// @param slow attempts at receivers that were slow or failing lately
/// @param late `normal` attempts without an answer within `slowAfter` that have given their places back; beyond this
///     number, a late attempt keeps its place
/// @param host attempts at one host, in both lanes together; one in the slow lane begins only below a quarter of it
/// @param endpoint attempts at one address
/// @param slowAfter an attempt without an answer for this time counts as slow
public record Bounds(int normal, int slow, int late, int host, int endpoint, Duration slowAfter) {

    /// @throws IllegalArgumentException when `late` is negative, or another value is not positive
    public Bounds {
        if (Math.min(Math.min(normal, slow), Math.min(host, endpoint)) < 1 || late < 0 || !slowAfter.isPositive()) {
            throw new IllegalArgumentException("each bound of tocsin.deliveries must be at least 1");
        }
    }

    int places(Lane lane) {
        return switch (lane) {
            case NORMAL -> normal;
            case SLOW -> slow;
        };
    }

    int host(Lane lane) {
        return switch (lane) {
            case NORMAL -> host;
            case SLOW -> Math.max(1, host / 4);
        };
    }
}
