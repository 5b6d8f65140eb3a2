package dev.tocsin.incident.trust.pagestream;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The parts of a picture that changes with time, each with the revision that last changed it. So a reader that knows
/// an earlier revision gets the parts that changed since, and no more.
public final class Revisions {

    /// The revision of a reader that knows nothing.
    public static final long NONE = 0;

    /// The number of removed parts that are remembered.
    static final int MOST_GONE = 1_000;

    private final Map<String, Long> changed = new HashMap<>();
    private final SequencedMap<String, Long> gone = new LinkedHashMap<>();
    private SequencedMap<String, Object> parts = new LinkedHashMap<>();
    private long forgotten = NONE;
    private long latest = NONE;

    /// Counted from 1.
    public long latest() {
        return latest;
    }

    /// @return the difference to the revision before; an empty one makes no new revision
    public PictureDifference turn(SequencedMap<String, Object> now) {
        var difference = PictureDifference.between(parts, now);
        parts = now;
        if (!difference.isEmpty()) {
            latest++;
            difference.changed().keySet().forEach(key -> {
                changed.put(key, latest);
                gone.remove(key);
            });
            difference.gone().forEach(key -> {
                changed.remove(key);
                gone.putLast(key, latest);
            });
            forget();
        }
        return difference;
    }

    private void forget() {
        while (gone.size() > MOST_GONE) {
            forgotten = gone.pollFirstEntry().getValue();
        }
    }

    /// @return the revision itself, or [#NONE] when the difference to it is not known
    public long known(long revision) {
        return forgotten <= revision && revision <= latest ? revision : NONE;
    }

    /// The difference since a revision; everything for a reader that knows nothing.
    public PictureDifference since(long revision) {
        if (known(revision) == NONE) {
            return PictureDifference.between(Map.of(), parts);
        }
        var other = new LinkedHashMap<String, Object>();
        parts.forEach((key, part) -> {
            if (changed.getOrDefault(key, NONE) > revision) {
                other.put(key, part);
            }
        });
        return new PictureDifference(
                other,
                List.copyOf(gone.entrySet().stream()
                        .filter(entry -> entry.getValue() > revision)
                        .map(Map.Entry::getKey)
                        .toList()));
    }
}
