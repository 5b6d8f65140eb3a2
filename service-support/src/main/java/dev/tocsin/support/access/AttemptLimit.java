package dev.tocsin.support.access;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Limits the wrong attempts from one address: after `most` of them within a window, the address has to wait until the
/// window is over.
///
/// It remembers the last [#MOST_ADDRESSES] addresses that failed.
public final class AttemptLimit {

    static final int MOST_ADDRESSES = 10_000;

    private final int most;
    private final Duration window;
    private final Map<String, WrongAttempts> failures = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, WrongAttempts> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    private record WrongAttempts(Instant since, int count) {}

    public AttemptLimit(int most, Duration window) {
        this.most = most;
        this.window = window;
    }

    public synchronized void failed(String address, Instant now) {
        var before = failures.get(address);
        failures.put(
                address,
                before == null || isOver(before, now)
                        ? new WrongAttempts(now, 1)
                        : new WrongAttempts(before.since(), before.count() + 1));
    }

    /// The time that the address has to wait before its next attempt; zero if it may try now.
    public synchronized Duration wait(String address, Instant now) {
        var before = failures.get(address);
        return before == null || before.count() < most || isOver(before, now)
                ? Duration.ZERO
                : Duration.between(now, before.since().plus(window));
    }

    private boolean isOver(WrongAttempts before, Instant now) {
        return !before.since().plus(window).isAfter(now);
    }
}
