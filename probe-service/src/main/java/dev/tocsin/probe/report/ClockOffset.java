package dev.tocsin.probe.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;

/// The time to add to the probe's clock to get the broker's, learned from the times at which the broker appended
/// records.
///
/// The broker's time of appending lies between the probe's times of sending and of the acknowledgement, so each sample
/// bounds the offset from both sides; the narrowest of the last ones is the best. A sample that contradicts it shows
/// that one of the clocks was set, and the earlier samples are forgotten. Not thread-safe.
public final class ClockOffset {

    private static final int SAMPLES = 64;
    private static final Duration FRESH = Duration.ofMinutes(10);

    /// The broker's times are cut off to whole milliseconds.
    private static final Duration GRAIN = Duration.ofMillis(1);

    private final Deque<OffsetSample> samples = new ArrayDeque<>();
    private Duration offset = Duration.ZERO;

    public void learn(Instant sentAt, Instant appendedAt, Instant acknowledgedAt) {
        var sample = new OffsetSample(
                acknowledgedAt,
                Duration.between(acknowledgedAt, appendedAt),
                Duration.between(sentAt, appendedAt).plus(GRAIN));
        if (!samples.isEmpty() && !best().agreesWith(sample)) {
            samples.clear();
        }
        samples.addLast(sample);
        if (samples.size() > SAMPLES) {
            samples.removeFirst();
        }
        samples.removeIf(old -> old.at.plus(FRESH).isBefore(acknowledgedAt));
        offset = best().middle();
    }

    /// Zero before the first sample.
    public Duration offset() {
        return offset;
    }

    public boolean known() {
        return !samples.isEmpty();
    }

    private OffsetSample best() {
        return samples.stream().min(Comparator.comparing(OffsetSample::width)).orElseThrow();
    }

    private record OffsetSample(Instant at, Duration least, Duration most) {

        Duration width() {
            return most.minus(least);
        }

        Duration middle() {
            return least.plus(width().dividedBy(2));
        }

        boolean agreesWith(OffsetSample other) {
            return least.compareTo(other.most) <= 0 && other.least.compareTo(most) <= 0;
        }
    }
}
