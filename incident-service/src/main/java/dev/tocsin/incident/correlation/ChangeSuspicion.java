package dev.tocsin.incident.correlation;

import static java.util.Comparator.comparingDouble;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.change.ChangeApplied;
import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.contract.incident.Suspect.Confidence;
import dev.tocsin.contract.incident.Suspect.ScorePart;
import dev.tocsin.contract.incident.Suspect.SuspectKind;
import dev.tocsin.incident.lifecycle.Outage;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which changes may have caused an outage: those of the hour before its onset, at the root or upstream of it, the
/// sooner before and the nearer the more likely.
record ChangeSuspicion(Landscape landscape, Collection<KnownChange> changes) {

    private static final Duration LOOK_BACK = Duration.ofMinutes(60);
    private static final double LIKELY = 0.7;
    private static final int MOST = 10;

    List<Suspect> of(Outage outage) {
        var distances = distances(outage);
        return changes.stream()
                .filter(change -> change.stoodAt(outage.onset()))
                .map(KnownChange::applied)
                .flatMap(change -> suspect(change, outage, distances).stream())
                .sorted(comparingDouble(Suspect::score).reversed().thenComparing(Suspect::subject))
                .limit(MOST)
                .toList();
    }

    /// Hops from the root, or from each bad cell where none stands out, to all that it needs.
    private Map<Cell, Integer> distances(Outage outage) {
        var root = outage.rootCell();
        var from = root == null ? outage.impacts().keySet() : List.of(root);
        var distances = new HashMap<Cell, Integer>();
        for (var cell : from) {
            distances.put(cell, 0);
            landscape.needs(cell).forEach((needed, hops) -> distances.merge(needed, hops, Math::min));
        }
        return distances;
    }

    private Optional<Suspect> suspect(ChangeApplied change, Outage outage, Map<Cell, Integer> distances) {
        var before = Duration.between(change.time(), outage.onset());
        if (before.compareTo(LOOK_BACK) > 0) {
            return Optional.empty();
        }
        return distances.entrySet().stream()
                .filter(entry -> touches(change, entry.getKey()))
                .min(Map.Entry.<Cell, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(nearest -> suspect(change, before, nearest.getKey(), nearest.getValue()));
    }

    private static Suspect suspect(ChangeApplied change, Duration before, Cell nearest, int hops) {
        var time = 0.5 * (1 - (double) before.toMillis() / LOOK_BACK.toMillis());
        var distance = 0.5 / (1 + hops);
        return new Suspect(
                SuspectKind.CHANGE,
                change.change(),
                change.title(),
                time + distance >= LIKELY ? Confidence.LIKELY : Confidence.POSSIBLE,
                time + distance,
                List.of(
                        new ScorePart("time", time, "applied %s before the onset".formatted(minutes(before))),
                        new ScorePart(
                                "distance",
                                distance,
                                hops == 0
                                        ? "touches %s itself".formatted(nearest)
                                        : "touches %s, %d hops upstream".formatted(nearest, hops))));
    }

    private static boolean touches(ChangeApplied change, Cell cell) {
        return change.components().contains(cell.component())
                && (change.regions().isEmpty() || change.regions().contains(cell.region()));
    }

    private static String minutes(Duration duration) {
        return duration.toMinutes() == 0 ? duration.toSeconds() + " s" : duration.toMinutes() + " min";
    }
}
