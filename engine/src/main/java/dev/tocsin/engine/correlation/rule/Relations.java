package dev.tocsin.engine.correlation.rule;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toSet;

import dev.tocsin.contract.Cell;
import dev.tocsin.engine.correlation.CellCondition.OngoingTrouble;
import dev.tocsin.engine.correlation.Correlation;
import dev.tocsin.engine.correlation.TraceEntry.Rule;
import dev.tocsin.engine.lifecycle.Incident;
import dev.tocsin.engine.lifecycle.MergedIncident;
import dev.tocsin.engine.lifecycle.OpenIncident;
import dev.tocsin.engine.lifecycle.Outage;
import dev.tocsin.engine.lifecycle.ResolvedIncident;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the incident to which a new outage belongs, if there is one: the same trouble comes back, or is ongoing in
/// another region.
public record Relations(Correlation state) {

    /// @param incident an open incident, or the next episode of a resolved one
    /// @param reopens whether the outage begins that next episode
    public record Relation(OpenIncident incident, boolean reopens, Rule rule, String reason) {}

    public Optional<Relation> of(Outage outage, OngoingTrouble first) {
        return comingBack(outage, first).or(() -> sibling(outage));
    }

    private Optional<Relation> comingBack(Outage outage, OngoingTrouble first) {
        var within = state.graph().holds().reopenWithin();
        return state.incidents().values().stream()
                .filter(incident -> incident.ofThisEpisode().stream()
                        .filter(old -> old.decidedAt() != null
                                && !first.since().isAfter(old.decidedAt().plus(within)))
                        .anyMatch(old -> isSameTrouble(old, outage)))
                .filter(incident -> !(incident instanceof MergedIncident))
                .max(comparing(Incident::updatedAt).thenComparing(Incident::id))
                .flatMap(incident -> comingBack(
                        incident,
                        "a cell of it, or one with its root, turned bad within %s of its end".formatted(within)));
    }

    private static Optional<Relation> comingBack(Incident incident, String reason) {
        return switch (incident) {
            case OpenIncident open -> Optional.of(new Relation(open, false, Rule.REOPENED, reason));
            case ResolvedIncident resolved ->
                Optional.of(new Relation(resolved.nextEpisode(), true, Rule.REOPENED, reason));
            case MergedIncident _ -> Optional.empty();
        };
    }

    private static boolean isSameTrouble(Outage old, Outage outage) {
        var root = old.rootCell();
        return old.region().equals(outage.region())
                && (outage.impacts().keySet().stream().anyMatch(old::has)
                        || (root != null && root.equals(outage.rootCell())));
    }

    private Optional<Relation> sibling(Outage outage) {
        var joining = new JoinRule(state);
        var components = components(outage);
        return state.standing()
                .filter(it -> !it.outage().region().equals(outage.region()))
                .filter(it -> joining.isWithinWindow(outage.onset(), it.outage()))
                .filter(it -> isSibling(it.outage(), outage, components))
                .findFirst()
                .map(it -> new Relation(it.incident(), false, Rule.SIBLING, reason(it.outage())));
    }

    /// Other incidents that turn out to be the same trouble as an outage of this one, the oldest first. What was known
    /// when they opened did not show it.
    public List<Relation> found(OpenIncident incident) {
        var others = state.standing()
                .filter(it -> !it.incident().id().equals(incident.id()))
                .filter(it -> !incident.linked().contains(it.incident().id()))
                .toList();
        return incident.standing()
                .flatMap(outage -> {
                    var components = components(outage);
                    return others.stream()
                            .filter(it -> isWithinWindow(outage, it.outage()))
                            .filter(it -> isSameCause(outage, components, it.outage()));
                })
                .map(it -> new Relation(it.incident(), false, Rule.LINKED, reason(it.outage())))
                .toList();
    }

    private boolean isWithinWindow(Outage one, Outage other) {
        var joining = new JoinRule(state);
        return joining.isWithinWindow(one.onset(), other) || joining.isWithinWindow(other.onset(), one);
    }

    private static boolean isSameCause(Outage outage, Set<String> components, Outage standing) {
        return outage.region().equals(standing.region())
                ? outage.rootCell() != null && outage.rootCell().equals(standing.rootCell())
                : isSibling(standing, outage, components);
    }

    private static String reason(Outage outage) {
        return "the ongoing outage in %s has the same root, or the same component is bad in both"
                .formatted(outage.region());
    }

    /// Whether both have the same root, or the component from which one seems to come is bad in both. If neither has a
    /// root, any component that is bad in both is enough.
    private static boolean isSibling(Outage one, Outage other, Set<String> ofOther) {
        var root = one.rootCell();
        if (root == null && other.rootCell() == null) {
            return components(one).stream().anyMatch(ofOther::contains);
        }
        return (root != null && root.equals(other.rootCell()))
                || comesFrom(root, ofOther)
                || comesFrom(other.rootCell(), components(one));
    }

    private static boolean comesFrom(@Nullable Cell root, Set<String> components) {
        return root != null && components.contains(root.component());
    }

    /// The component of a root that is not watched, or is bad elsewhere, counts like a bad one.
    private static Set<String> components(Outage outage) {
        var components = outage.impacts().keySet().stream().map(Cell::component).collect(toSet());
        var root = outage.rootCell();
        if (root != null) {
            components.add(root.component());
        }
        return components;
    }
}
