package dev.tocsin.support.progress;

import dev.tocsin.support.progress.Work.Broken;
import dev.tocsin.support.progress.Work.None;
import dev.tocsin.support.progress.Work.Pending;
import java.time.Duration;
import java.time.Instant;

/// The time for which a part has had work and made no progress.
///
/// @param mark of the latest progress
/// @param since the time since which it has made none
/// @param what the undone work; empty when there is none
/// @param isBroken whether only a new process helps
record Stall(long mark, Instant since, String what, boolean isBroken) {

    static Stall none(Instant now) {
        return new Stall(0, now, "", false);
    }

    Stall after(Work work, Instant now) {
        return switch (work) {
            case None _ -> none(now);
            case Pending(var next, var undone)
            when isIdle() || isBroken || next != mark -> new Stall(next, now, undone, false);
            case Pending(var _, var undone) -> new Stall(mark, since, undone, false);
            case Broken(var why) -> new Stall(mark, isBroken ? since : now, why, true);
        };
    }

    /// @param why the reason why the part could not say what it has to do
    Stall withoutAnswer(String why) {
        return new Stall(mark, since, why, isBroken);
    }

    Duration length(Instant now) {
        return isIdle() ? Duration.ZERO : Duration.between(since, now);
    }

    private boolean isIdle() {
        return what.isEmpty();
    }
}
