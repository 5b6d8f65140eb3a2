package dev.tocsin.incident.correlation;

import static java.util.stream.Collectors.toSet;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.contract.incident.Suspect.Confidence;
import dev.tocsin.contract.incident.Suspect.ScorePart;
import dev.tocsin.contract.incident.Suspect.SuspectKind;
import dev.tocsin.incident.lifecycle.Incident;
import dev.tocsin.incident.lifecycle.Outage;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Which changes may have caused an outage: those of the hour before its onset, at the root or upstream of it.
///
/// A score is the sum of what speaks for it: how soon before the onset, how near in the graph, how well the regions
/// agree, and what that kind of change did before. Likely is 0.7 or more; confirmed is for [Confirmation] to say.
record ChangeSuspicion(Correlation state, Incident incident) {

    private static final Duration LOOK_BACK = Duration.ofMinutes(60);

    /// Where nothing went down at once: what only slows things, or leaks, takes its time.
    private static final Duration LOOK_BACK_OF_SLOW_BURN = Duration.ofHours(24);

    private static final double LIKELY = 0.7;

    private static final double TIME = 0.35;
    private static final double DISTANCE = 0.35;
    private static final double REGIONS = 0.2;
    private static final double RECORD = 0.1;

    List<Suspect> of(Outage outage) {
        if (state.changes().all().isEmpty()) {
            return List.of();
        }
        var distances = distances(outage);
        return state.changes().all().stream()
                .filter(change -> change.stoodAt(outage.onset()))
                .flatMap(change -> suspect(change, outage, distances).stream())
                .toList();
    }

    /// Hops from the root, or from each bad cell where none stands out, to all that it needs.
    private Map<Cell, Integer> distances(Outage outage) {
        var root = outage.rootCell();
        var from = root == null ? outage.impacts().keySet() : List.of(root);
        var distances = new HashMap<Cell, Integer>();
        for (var cell : from) {
            distances.put(cell, 0);
            state.landscape().needs(cell).forEach((needed, hops) -> distances.merge(needed, hops, Math::min));
        }
        return distances;
    }

    private Optional<Suspect> suspect(KnownChange change, Outage outage, Map<Cell, Integer> distances) {
        var before = Duration.between(change.applied().time(), outage.onset());
        if (before.compareTo(lookBack(outage)) > 0) {
            return Optional.empty();
        }
        return distances.entrySet().stream()
                .filter(entry -> change.touches(entry.getKey()))
                .min(Map.Entry.<Cell, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(nearest -> suspect(
                        change,
                        outage,
                        List.of(
                                time(before, outage),
                                distance(nearest.getKey(), nearest.getValue()),
                                regions(change),
                                record(change))));
    }

    private Suspect suspect(KnownChange change, Outage outage, List<ScorePart> parts) {
        var score = parts.stream().mapToDouble(ScorePart::value).sum();
        var confirmed = new Confirmation(state).of(change, outage);
        return new Suspect(
                SuspectKind.CHANGE,
                change.applied().change(),
                change.applied().title(),
                confirmed ? Confidence.CONFIRMED : score >= LIKELY ? Confidence.LIKELY : Confidence.POSSIBLE,
                score,
                parts);
    }

    /// By the root, where one stands out: what needs it may go down at once all the same.
    private static Duration lookBack(Outage outage) {
        var root = outage.rootCell();
        var from = root != null && outage.has(root)
                ? List.of(root)
                : outage.impacts().keySet();
        var slow = from.stream()
                .map(outage.impacts()::get)
                .noneMatch(impact -> impact != null && impact.first() == Verdict.DOWN);
        return slow ? LOOK_BACK_OF_SLOW_BURN : LOOK_BACK;
    }

    private static ScorePart time(Duration before, Outage outage) {
        var value = TIME * (1 - (double) before.toMillis() / lookBack(outage).toMillis());
        return new ScorePart("time", value, "applied %s before the onset".formatted(Words.roughly(before)));
    }

    private static ScorePart distance(Cell nearest, int hops) {
        return new ScorePart(
                "distance",
                DISTANCE / (1 + hops),
                switch (hops) {
                    case 0 -> "touches %s itself".formatted(nearest);
                    case 1 -> "touches %s, 1 hop upstream".formatted(nearest);
                    default -> "touches %s, %d hops upstream".formatted(nearest, hops);
                });
    }

    /// How much of where it was applied is bad, and of what is bad it was applied to.
    private ScorePart regions(KnownChange change) {
        var bad = new HashSet<>(incident.regions());
        var applied = appliedIn(change);
        var both = applied.stream().filter(bad::contains).count();
        var either = Stream.concat(applied.stream(), bad.stream()).distinct().count();
        return new ScorePart(
                "regions",
                either == 0 ? 0 : REGIONS * both / either,
                "applied in %d regions, %d bad, %d both".formatted(applied.size(), bad.size(), both));
    }

    private Set<String> appliedIn(KnownChange change) {
        return change.applied().regions().isEmpty()
                ? change.applied().components().stream()
                        .flatMap(component -> state.landscape().catalog().component(component).stream())
                        .flatMap(component -> component.regions().stream())
                        .collect(toSet())
                : new HashSet<>(change.applied().regions());
    }

    private ScorePart record(KnownChange change) {
        var kind = change.applied().kind();
        var record = state.changes().record();
        var tally = record.of(kind);
        return new ScorePart(
                "record",
                RECORD * record.blame(kind),
                tally.applied() == 0
                        ? "no earlier %s is known".formatted(Words.of(kind))
                        : "%d of %d earlier of its kind (%s) were to blame"
                                .formatted(tally.blamed(), tally.applied(), Words.of(kind)));
    }
}
