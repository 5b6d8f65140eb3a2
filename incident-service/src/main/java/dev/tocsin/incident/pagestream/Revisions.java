package dev.tocsin.incident.pagestream;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The parts of a picture that turns with time, each with the revision that made it what it is: so that who knows an
/// earlier revision is told what is other since, and no more.
public final class Revisions {

    /// Knows nothing.
    public static final long NONE = 0;

    /// Of parts that are gone, so many are remembered.
    static final int MOST_GONE = 1_000;

    private final Map<String, Long> changed = new HashMap<>();
    private final SequencedMap<String, Long> gone = new LinkedHashMap<>();
    private SequencedMap<String, Object> parts = new LinkedHashMap<>();
    private long forgotten = NONE;
    private long latest = NONE;

    /// From 1.
    public long latest() {
        return latest;
    }

    /// @return what is other than in the revision before; when nothing is, there is no new revision
    public Difference turn(SequencedMap<String, Object> now) {
        var difference = Difference.between(parts, now);
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

    /// @return the revision itself, or [#NONE] when it is none of which the difference is known
    public long known(long revision) {
        return forgotten <= revision && revision <= latest ? revision : NONE;
    }

    /// What is other since; all, for who knows nothing.
    public Difference since(long revision) {
        if (known(revision) == NONE) {
            return Difference.between(Map.of(), parts);
        }
        var other = new LinkedHashMap<String, Object>();
        parts.forEach((key, part) -> {
            if (changed.getOrDefault(key, NONE) > revision) {
                other.put(key, part);
            }
        });
        return new Difference(
                other,
                List.copyOf(gone.entrySet().stream()
                        .filter(entry -> entry.getValue() > revision)
                        .map(Map.Entry::getKey)
                        .toList()));
    }
}
