package dev.tocsin.engine.correlation.step;

import static dev.tocsin.contract.incident.Suspect.Confidence.CONFIRMED;
import static dev.tocsin.contract.incident.Suspect.Confidence.POSSIBLE;
import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingDouble;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.tocsin.contract.change.ChangeApplied;
import dev.tocsin.contract.change.ChangeEvent;
import dev.tocsin.contract.change.ChangeHeld;
import dev.tocsin.contract.change.ChangeReverted;
import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.contract.incident.Suspect.Confidence;
import dev.tocsin.contract.incident.Suspect.ScorePart;
import dev.tocsin.contract.incident.Suspect.SuspectKind;
import dev.tocsin.engine.correlation.KnownChange;
import dev.tocsin.engine.correlation.TraceEntry.Rule;
import dev.tocsin.engine.correlation.rule.CellNames;
import dev.tocsin.engine.correlation.rule.ChangeSuspicion;
import dev.tocsin.engine.correlation.rule.Origin;
import dev.tocsin.engine.correlation.rule.ReasonText;
import dev.tocsin.engine.correlation.rule.RootSuspicion;
import dev.tocsin.engine.correlation.rule.WindowSuspicion;
import dev.tocsin.engine.lifecycle.Incident;
import dev.tocsin.engine.lifecycle.Outage;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Ranks the suspects: cells, changes and planned work. Publishes them when the list or the confidence of a suspect
/// changes.
public record SuspectRanking(Draft draft) {

    private static final int MOST = 10;

    /// A region that breaks within this time after a change is a reason to stop the rollout.
    private static final Duration SOON = Duration.ofMinutes(15);

    private static final Comparator<Suspect> LIKELIEST = comparing(
                    (Suspect suspect) -> suspect.confidence() != CONFIRMED)
            .thenComparing(suspect -> suspect.kind() != SuspectKind.MAINTENANCE)
            .thenComparing(comparingDouble(Suspect::score).reversed())
            .thenComparing(Suspect::subject);

    public void apply(ChangeEvent event) {
        var changes = draft.state().changes();
        var next = switch (event) {
            case ChangeApplied applied -> changes.with(applied);
            case ChangeReverted reverted -> changes.with(reverted);
            case ChangeHeld _ -> changes;
        };
        if (!next.equals(changes)) {
            draft.keep(draft.state().with(next));
            draft.state().open().forEach(incident -> suspect(incident.id()));
        }
    }

    void suspect(String id) {
        var incident = draft.incident(id);
        var found = incident.ofThisEpisode().stream()
                .flatMap(outage -> suspectsOf(outage, incident))
                .sorted(LIKELIEST)
                .collect(toMap(SuspectRanking::name, it -> it, (first, _) -> first, LinkedHashMap::new))
                .values();
        var named = found.stream().limit(MOST).toList();
        var confirmed = named.stream()
                .filter(suspect -> isNewlyConfirmed(suspect, incident))
                .findFirst();
        if (confirmed.isPresent()) {
            draft.publish(incident.confirm(named, confirmed.get(), draft.now()));
            explain(id, Rule.CHANGE_CONFIRMED, List.of(confirmed.get()));
        } else if (!confidences(named).equals(confidences(incident.suspects()))) {
            draft.publish(incident.suspect(named, draft.now()));
            explain(id, Rule.CHANGE_SUSPECTED, named);
        }
        remember(id, named);
        draft.incident(id).standing().forEach(outage -> hold(named, id, outage));
    }

    /// Notes the blamed changes for the record of their kinds.
    private void remember(String incident, List<Suspect> named) {
        var blamed = named.stream()
                .filter(suspect -> suspect.kind() == SuspectKind.CHANGE && suspect.confidence() != POSSIBLE)
                .map(Suspect::subject)
                .collect(toSet());
        draft.keep(draft.state().with(draft.state().changes().blamed(incident, blamed)));
    }

    private Stream<Suspect> suspectsOf(Outage outage, Incident incident) {
        var roots = new RootSuspicion(draft.state());
        return Stream.of(
                        Stream.ofNullable(outage.root()).map(root -> roots.suspect(root, outage)),
                        new ChangeSuspicion(draft.state(), incident).of(outage).stream(),
                        new WindowSuspicion(draft.state()).of(outage))
                .flatMap(suspects -> suspects);
    }

    private static boolean isNewlyConfirmed(Suspect suspect, Incident incident) {
        return suspect.confidence() == CONFIRMED
                && CONFIRMED != confidences(incident.suspects()).get(name(suspect));
    }

    /// Leaves out the scores, because a changed score alone is not published.
    private static Map<String, Confidence> confidences(List<Suspect> suspects) {
        return suspects.stream().collect(toMap(SuspectRanking::name, Suspect::confidence));
    }

    private static String name(Suspect suspect) {
        return suspect.kind() + "/" + suspect.subject();
    }

    private void explain(String incident, Rule rule, List<Suspect> suspects) {
        suspects.forEach(suspect -> draft.explain(
                incident,
                List.of(),
                rule,
                "%s %s: %s"
                        .formatted(
                                suspect.kind().name().toLowerCase(Locale.ROOT),
                                suspect.subject(),
                                suspect.parts().stream().map(ScorePart::why).collect(joining(", "))),
                numbers(suspect)));
    }

    private static Map<String, String> numbers(Suspect suspect) {
        var numbers = new LinkedHashMap<String, String>();
        suspect.parts().forEach(part -> numbers.put(part.name(), "%.3f".formatted(part.value())));
        numbers.put("score", "%.3f".formatted(suspect.score()));
        return numbers;
    }

    /// Holds each change that is still in effect, is likely, and came within minutes before the outage; once for each
    /// outage.
    private void hold(List<Suspect> named, String incident, Outage outage) {
        named.stream()
                .filter(suspect -> suspect.kind() == SuspectKind.CHANGE && suspect.confidence() != POSSIBLE)
                .flatMap(suspect ->
                        Stream.ofNullable(draft.state().changes().byId().get(suspect.subject())))
                .filter(change -> isSoonBefore(change, outage))
                .filter(change -> !change.held().contains(incident + "/" + outage.id()))
                .forEach(change -> hold(change, incident, outage));
    }

    private boolean isSoonBefore(KnownChange change, Outage outage) {
        var at = change.applied().time();
        return change.revertedAt() == null
                && !at.isAfter(outage.onset())
                && !at.isBefore(outage.onset().minus(SOON))
                && heldIn(change, outage).isPresent();
    }

    /// The region in which the change is to stop: the outage's own region, or another from which the outage came.
    private Optional<String> heldIn(KnownChange change, Outage outage) {
        var graph = draft.state().graph();
        return change.regions(graph.catalog()).contains(outage.region())
                ? Optional.of(outage.region())
                : Origin.of(outage, graph)
                        .nearest(change::touches)
                        .map(nearest -> nearest.cell().region());
    }

    private void hold(KnownChange change, String incident, Outage outage) {
        var catalog = draft.state().graph().catalog();
        var heldIn = heldIn(change, outage).orElseThrow();
        var reason = "%s broke %s after it was applied %s"
                .formatted(
                        CellNames.region(catalog, outage.region()),
                        ReasonText.roughly(Duration.between(change.applied().time(), outage.onset())),
                        heldIn.equals(outage.region())
                                ? "there"
                                : "in %s, on which it depends".formatted(CellNames.region(catalog, heldIn)));
        draft.keep(draft.state().with(draft.state().changes().with(change.heldFor(incident + "/" + outage.id()))));
        draft.publish(
                new ChangeHeld(change.applied().change(), List.of(heldIn), incident, outage.id(), draft.now(), reason));
        draft.explain(
                incident,
                List.of(),
                Rule.CHANGE_HELD,
                reason,
                Map.of("change", change.applied().change(), "region", heldIn));
    }
}
