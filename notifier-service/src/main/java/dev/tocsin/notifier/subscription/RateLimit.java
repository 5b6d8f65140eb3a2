package dev.tocsin.notifier.subscription;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Lets each client do something a limited number of times within a window that begins with its first time.
public final class RateLimit {

    private static final int MOST_CLIENTS = 10_000;

    private final int most;
    private final Duration window;
    private final Map<String, RateWindow> windows = new HashMap<>();

    public RateLimit(int most, Duration window) {
        this.most = most;
        this.window = window;
    }

    public synchronized boolean allows(String client, Instant now) {
        if (windows.size() >= MOST_CLIENTS) {
            windows.values().removeIf(each -> !each.ends().isAfter(now));
        }
        if (windows.size() >= MOST_CLIENTS && !windows.containsKey(client)) {
            return false;
        }
        var current = windows.get(client);
        var next = current == null || !current.ends().isAfter(now)
                ? new RateWindow(now.plus(window), 1)
                : new RateWindow(current.ends(), current.times() + 1);
        windows.put(client, next);
        return next.times() <= most;
    }

    private record RateWindow(Instant ends, int times) {}
}
