package dev.tocsin.incident.trust.figures;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;

/// The length of the slots in which figures are kept.
public enum FigureStep {
    @JsonProperty("minute")
    MINUTE(Duration.ofMinutes(1), Duration.ofHours(1)),
    /// By UTC.
    @JsonProperty("hour")
    HOUR(Duration.ofHours(1), Duration.ofDays(1));

    private final Duration slot;
    private final Duration block;

    FigureStep(Duration slot, Duration block) {
        this.slot = slot;
        this.block = block;
    }

    public Duration slot() {
        return slot;
    }

    /// The beginning of the hour or the day to which a time belongs.
    public Instant block(Instant time) {
        return begin(time, block);
    }

    /// The number of the slot in its hour or day, from 0 on.
    public int number(Instant time) {
        return Math.toIntExact(block(time).until(time).dividedBy(slot));
    }

    /// The beginning of a slot.
    public Instant begin(Instant block, int number) {
        return block.plus(slot.multipliedBy(number));
    }

    /// The beginning of the slot to which a time belongs.
    public Instant slot(Instant time) {
        return begin(time, slot);
    }

    private static Instant begin(Instant time, Duration length) {
        var millis = time.toEpochMilli();
        return Instant.ofEpochMilli(millis - Math.floorMod(millis, length.toMillis()));
    }
}
