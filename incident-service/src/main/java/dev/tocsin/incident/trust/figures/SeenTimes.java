package dev.tocsin.incident.trust.figures;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// The times of the asks that one probe reported about one check, so that an event that is sent again counts once.
///
/// A probe sends in the order of its spool, so a few of the latest times suffice: an ask that began before them is
/// taken for one that was counted. Hours of backlog do not matter, since only the probe's own asks move the times on.
///
/// @param floor asks that began at this time or before are not counted any more, in milliseconds
/// @param latest the latest times, in ascending order, in milliseconds
public record SeenTimes(long floor, List<Long> latest) {

    /// Five minutes at an interval of 10 s.
    static final int MOST = 32;

    public static final SeenTimes NONE = new SeenTimes(0, List.of());

    public SeenTimes {
        latest = List.copyOf(latest);
    }

    /// The times with this one, or empty when it was seen.
    Optional<SeenTimes> with(long time) {
        var place = Collections.binarySearch(latest, time);
        if (time <= floor || place >= 0) {
            return Optional.empty();
        }
        var next = new ArrayList<>(latest);
        next.add(-place - 1, time);
        return Optional.of(
                next.size() <= MOST
                        ? new SeenTimes(floor, next)
                        : new SeenTimes(next.getFirst(), next.subList(1, next.size())));
    }

    public long last() {
        return latest.isEmpty() ? floor : latest.getLast();
    }
}
