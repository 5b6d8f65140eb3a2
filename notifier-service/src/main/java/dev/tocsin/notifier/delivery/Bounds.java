package dev.tocsin.notifier.delivery;

import java.time.Duration;

/// How many attempts of one channel are under way at once.
///
/// @param normal at receivers that answer as they should
/// @param slow at receivers that were slow or failing lately
/// @param late of those `normal` ones that got no answer within `slowAfter`: they have given their places back, and
///     keep them once there are as many as this
/// @param host at one host, in both lanes together; a quarter of it where only the slow lane has any
/// @param endpoint at one address
/// @param slowAfter an attempt without an answer for this time counts as slow
public record Bounds(int normal, int slow, int late, int host, int endpoint, Duration slowAfter) {

    /// @throws IllegalArgumentException when one of them allows nothing
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
