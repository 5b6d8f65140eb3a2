package dev.tocsin.engine.correlation.rule;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.contract.incident.Suspect.Confidence;
import dev.tocsin.contract.incident.Suspect.ScorePart;
import dev.tocsin.contract.incident.Suspect.SuspectKind;
import dev.tocsin.engine.correlation.Correlation;
import dev.tocsin.engine.correlation.KnownChange;
import dev.tocsin.engine.correlation.rule.Origin.Nearest;
import dev.tocsin.engine.lifecycle.Incident;
import dev.tocsin.engine.lifecycle.Outage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the changes that may have caused an outage: those in the hour before its onset, at cells where it may have
/// begun.
///
/// A score is the sum of four parts: the time before the onset, the distance in the graph, the agreement of the
/// regions, and the record of that kind of change. From 0.7 on, a change is likely; [Confirmation] decides whether it
/// is confirmed.
public record ChangeSuspicion(Correlation state, Incident incident) {

    private static final Duration LOOK_BACK = Duration.ofMinutes(60);

    /// For outages in which nothing went down at once: a change that only slows things, or leaks, takes time to show.
    private static final Duration LOOK_BACK_OF_SLOW_BURN = Duration.ofHours(24);

    private static final double LIKELY = 0.7;

    private static final double TIME = 0.35;
    private static final double DISTANCE = 0.35;
    private static final double REGIONS = 0.2;
    private static final double RECORD = 0.1;

    public List<Suspect> of(Outage outage) {
        if (state.changes().all().isEmpty()) {
            return List.of();
        }
        var origin = Origin.of(outage, state.graph());
        return state.changes().all().stream()
                .filter(change -> change.stoodAt(outage.onset()))
                .flatMap(change -> suspect(change, outage, origin).stream())
                .toList();
    }

    private Optional<Suspect> suspect(KnownChange change, Outage outage, Origin origin) {
        var before = Duration.between(change.applied().time(), outage.onset());
        if (before.compareTo(lookBack(outage)) > 0) {
            return Optional.empty();
        }
        return origin.nearest(change::touches)
                .map(nearest -> suspect(
                        change,
                        outage,
                        origin,
                        List.of(
                                time(before, outage),
                                distance(nearest),
                                regions(change, nearest.cell()),
                                record(change))));
    }

    private Suspect suspect(KnownChange change, Outage outage, Origin origin, List<ScorePart> parts) {
        var score = parts.stream().mapToDouble(ScorePart::value).sum();
        var confirmed = new Confirmation(state).of(change, outage, origin);
        return new Suspect(
                SuspectKind.CHANGE,
                change.applied().change(),
                change.applied().title(),
                confirmed ? Confidence.CONFIRMED : score >= LIKELY ? Confidence.LIKELY : Confidence.POSSIBLE,
                score,
                parts);
    }

    /// Judges by the root if one stands out, because cells that need a slow root may still go down at once.
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
        return new ScorePart("time", value, "applied %s before the onset".formatted(ReasonText.roughly(before)));
    }

    private static ScorePart distance(Nearest nearest) {
        var cell = nearest.cell();
        return new ScorePart(
                "distance",
                DISTANCE / (1 + nearest.hops()),
                switch (nearest.side()) {
                    case UPSTREAM ->
                        switch (nearest.hops()) {
                            case 0 -> "touches %s itself".formatted(cell);
                            case 1 -> "touches %s, 1 hop upstream".formatted(cell);
                            default -> "touches %s, %d hops upstream".formatted(cell, nearest.hops());
                        };
                    case INSTEAD -> "touches %s, which would explain all bad cells".formatted(cell);
                    case IN_PART -> "touches %s, which would explain some of the bad cells".formatted(cell);
                });
    }

    /// The overlap of the regions where it was applied with the bad regions, or with the region from which the outage
    /// came if that overlap is greater.
    private ScorePart regions(KnownChange change, Cell nearest) {
        var applied = change.regions(state.graph().catalog());
        var bad = Set.copyOf(incident.regions());
        var origin = Set.of(nearest.region());
        if (overlap(applied, origin) > overlap(applied, bad)) {
            return new ScorePart(
                    "regions",
                    REGIONS * overlap(applied, origin),
                    "applied in the region of %s, and in %d others".formatted(nearest, applied.size() - 1));
        }
        var both = applied.stream().filter(bad::contains).count();
        return new ScorePart(
                "regions",
                REGIONS * overlap(applied, bad),
                "regions: applied in %d, bad %d, both %d".formatted(applied.size(), bad.size(), both));
    }

    private static double overlap(Set<String> one, Set<String> other) {
        var both = one.stream().filter(other::contains).count();
        var either = one.size() + other.size() - both;
        return either == 0 ? 0 : (double) both / either;
    }

    private ScorePart record(KnownChange change) {
        var kind = change.applied().kind();
        var record = state.changes().record();
        var tally = record.of(kind);
        return new ScorePart(
                "record",
                RECORD * record.blame(kind),
                tally.applied() == 0
                        ? "no earlier %s is known".formatted(ReasonText.of(kind))
                        : "%d of %d earlier changes of its kind (%s) were to blame"
                                .formatted(tally.blamed(), tally.applied(), ReasonText.of(kind)));
    }
}
