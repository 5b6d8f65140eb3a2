package dev.tocsin.engine.recurrence;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.catalog.RegionDefined;
import dev.tocsin.contract.incident.Suspect.SuspectKind;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.recurrence.Recurrence.Occurrence;
import dev.tocsin.engine.recurrence.Recurrence.Shared;
import dev.tocsin.engine.recurrence.Recurrence.Trait;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Finds the recurring trouble to which an incident belongs, and the traits that these incidents have in common.
///
/// Trouble recurs from the third incident within five months on one component. A trait is common if at least three
/// quarters of the incidents have it, and at least three. A trait with only one possible value is left out: the region
/// of components that are in one region only, or the layer if there is one layer only.
///
/// @param zone the zone in which times of day are compared
public record RecurrenceSearch(Catalog catalog, ZoneId zone) {

    static final int LEAST = 3;

    private static final int MONTHS = 5;
    private static final double MOST_OF_THEM = 0.75;

    /// Three incidents at random times begin this close to one another in the day in less than one case of twenty.
    private static final Duration SAME_TIME = Duration.ofHours(2);

    /// The earliest onset that counts for an incident with this onset.
    public static Instant since(Instant onset) {
        return onset.atOffset(ZoneOffset.UTC).minusMonths(MONTHS).toInstant();
    }

    /// @param others other incidents, in any order; those that began later than this one, or too early, do not count
    /// @return the recurrences, the most frequent first
    public List<Recurrence> of(PastIncident incident, Collection<PastIncident> others) {
        var past = Stream.concat(
                        others.stream().filter(other -> !other.id().equals(incident.id())), Stream.of(incident))
                .filter(other -> !other.onset().isBefore(since(incident.onset())))
                .filter(other -> !other.onset().isAfter(incident.onset()))
                .sorted(comparing(PastIncident::onset).thenComparing(PastIncident::id))
                .toList();
        var groups = incident.components().stream()
                .collect(groupingBy(component -> positions(past, component), LinkedHashMap::new, toList()));
        return groups.entrySet().stream()
                .filter(group -> group.getKey().cardinality() >= LEAST)
                .sorted(Comparator.comparingInt((Map.Entry<BitSet, ? extends List<String>> group) ->
                                -group.getKey().cardinality())
                        .thenComparing(group -> group.getValue().getFirst()))
                .map(group -> recurrence(
                        group.getValue(),
                        group.getKey().stream().mapToObj(past::get).toList()))
                .toList();
    }

    /// The positions of the incidents on that component. Comparing thousands of components by the incidents
    /// themselves, with all that was bad in each, would take too long.
    private static BitSet positions(List<PastIncident> incidents, String component) {
        return IntStream.range(0, incidents.size())
                .filter(it -> incidents.get(it).components().contains(component))
                .collect(BitSet::new, BitSet::set, BitSet::or);
    }

    private Recurrence recurrence(List<String> components, List<PastIncident> incidents) {
        var shared = shared(components, incidents);
        return new Recurrence(
                components,
                incidents.stream()
                        .map(it -> new Occurrence(it.id(), it.title(), it.onset()))
                        .toList(),
                shared,
                text(components, incidents.size(), shared));
    }

    private List<Shared> shared(List<String> components, List<PastIncident> incidents) {
        var needed = needed(components);
        var shared = new ArrayList<Shared>();
        shared.addAll(common(incidents, Trait.CHANGE_KIND, RecurrenceSearch::changeKinds));
        if (shared.isEmpty()) {
            shared.addAll(common(incidents, Trait.CAUSE, RecurrenceSearch::causes));
        }
        shared.addAll(common(incidents, Trait.DEPENDENCY, incident -> dependencies(incident, needed)));
        shared.addAll(common(incidents, Trait.LAYER, this::layers));
        shared.addAll(common(incidents, Trait.REGION, incident -> regions(incident, components)));
        shared.addAll(timeOfDay(incidents));
        return shared;
    }

    private List<Shared> common(
            List<PastIncident> incidents, Trait trait, Function<PastIncident, Set<String>> valuesOf) {
        var counts = new TreeMap<String, Integer>();
        incidents.forEach(incident -> valuesOf.apply(incident).forEach(value -> counts.merge(value, 1, Integer::sum)));
        return counts.entrySet().stream()
                .filter(entry -> isCommon(entry.getValue(), incidents.size()))
                .map(entry -> new Shared(
                        trait,
                        entry.getKey(),
                        entry.getValue(),
                        "%s %s".formatted(some(entry.getValue(), incidents.size()), phrase(trait, entry.getKey()))))
                .toList();
    }

    private static boolean isCommon(int count, int all) {
        return count >= LEAST && count >= MOST_OF_THEM * all;
    }

    private static Set<String> changeKinds(PastIncident incident) {
        return incident.changeKinds().stream()
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .collect(toCollection(TreeSet::new));
    }

    /// Leaves out cells, which are no class of causes: the cell itself says more.
    private static Set<String> causes(PastIncident incident) {
        return incident.causes().stream()
                .filter(cause -> cause != SuspectKind.CELL)
                .map(cause -> cause.name().toLowerCase(Locale.ROOT))
                .collect(toCollection(TreeSet::new));
    }

    /// Needed components from which the trouble came or, if there are none, that were bad too: the need alone shows
    /// nothing.
    private static Set<String> dependencies(PastIncident incident, Set<String> needed) {
        var roots = new TreeSet<>(incident.roots());
        var bad = new TreeSet<>(incident.components());
        roots.retainAll(needed);
        bad.retainAll(needed);
        return roots.isEmpty() ? bad : roots;
    }

    private Set<String> layers(PastIncident incident) {
        var all = catalog.components().stream()
                .map(ComponentDefined::group)
                .distinct()
                .count();
        return all < 2
                ? Set.of()
                : incident.roots().stream()
                        .flatMap(root -> catalog.component(root).stream())
                        .flatMap(component -> Stream.ofNullable(component.group()))
                        .collect(toCollection(TreeSet::new));
    }

    private Set<String> regions(PastIncident incident, List<String> components) {
        var possible = components.stream()
                .flatMap(component -> catalog.component(component).stream())
                .flatMap(component -> component.regions().stream())
                .distinct()
                .count();
        return possible < 2 ? Set.of() : incident.regions();
    }

    /// The two hours of the day, possibly across midnight, in which most of them began, if these are enough.
    private List<Shared> timeOfDay(List<PastIncident> incidents) {
        var times = incidents.stream()
                .map(incident -> incident.onset().atZone(zone).toLocalTime())
                .sorted()
                .toList();
        return times.stream()
                .map(first ->
                        times.stream().filter(time -> isSoonAfter(first, time)).count())
                .max(Long::compare)
                .filter(count -> isCommon(count.intValue(), incidents.size()))
                .map(count -> timeOfDay(times, count.intValue()))
                .stream()
                .toList();
    }

    private static Shared timeOfDay(List<LocalTime> times, int count) {
        var first = times.stream()
                .filter(time ->
                        times.stream().filter(other -> isSoonAfter(time, other)).count() == count)
                .findFirst()
                .orElseThrow();
        var value = "%s to %s".formatted(toMinutes(first), toMinutes(first.plus(SAME_TIME)));
        return new Shared(
                Trait.TIME_OF_DAY, value, count, "%s began from %s".formatted(some(count, times.size()), value));
    }

    private static boolean isSoonAfter(LocalTime first, LocalTime time) {
        var after = Duration.between(first, time);
        return (after.isNegative() ? after.plusDays(1) : after).compareTo(SAME_TIME) <= 0;
    }

    private static String toMinutes(LocalTime time) {
        return "%02d:%02d".formatted(time.getHour(), time.getMinute());
    }

    /// Components that any of these needs, over any number of hops.
    private Set<String> needed(List<String> components) {
        var seen = new HashSet<Cell>();
        var ahead = catalog.cells().stream()
                .filter(cell -> components.contains(cell.component()))
                .flatMap(cell -> catalog.needs(cell).stream())
                .collect(toCollection(ArrayList::new));
        while (!ahead.isEmpty()) {
            var cell = ahead.removeLast();
            if (seen.add(cell)) {
                ahead.addAll(catalog.needs(cell));
            }
        }
        return seen.stream().map(Cell::component).collect(toCollection(TreeSet::new));
    }

    private String text(List<String> components, int count, List<Shared> shared) {
        var where = components.stream().map(this::component).collect(joining(", "));
        var what = count == LEAST
                ? "The third incident on %s in five months.".formatted(where)
                : "%d incidents on %s in five months.".formatted(count, where);
        if (shared.isEmpty()) {
            return what + " No pattern.";
        }
        var common = shared.stream().map(Shared::text).collect(joining("; "));
        var causal = shared.stream().anyMatch(it -> it.trait().isCausal());
        return "%s %s.%s".formatted(what, common, causal ? "" : " No pattern in their causes.");
    }

    private static String some(int count, int all) {
        return count == all ? "All" : "%d of %d".formatted(count, all);
    }

    private String phrase(Trait trait, String value) {
        return switch (trait) {
            case CHANGE_KIND -> "followed a change of kind " + value;
            case CAUSE -> value.equals("change") ? "followed a change" : "followed scheduled maintenance";
            case DEPENDENCY -> "had a problem with %s, which they need".formatted(component(value));
            case LAYER -> "began in the group " + value;
            case REGION ->
                "were in " + catalog.region(value).map(RegionDefined::name).orElse(value);
            case TIME_OF_DAY -> "began from " + value;
        };
    }

    private String component(String id) {
        return catalog.component(id).map(ComponentDefined::name).orElse(id);
    }
}
