package dev.tocsin.incident.correlation;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.catalog.RegionDefined;
import dev.tocsin.contract.incident.Reach;
import dev.tocsin.incident.catalog.Catalog;
import dev.tocsin.incident.lifecycle.Assessment;
import dev.tocsin.incident.lifecycle.Impact;
import dev.tocsin.incident.lifecycle.Incident;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// How bad an incident is: severity from weight and reach, and a title for customers.
record ImpactAssessment(Catalog catalog) {

    private static final double WIDE = 0.25;

    private static final Comparator<ComponentDefined> WEIGHTIEST = comparing(ComponentDefined::weight, reverseOrder())
            .thenComparingInt(ComponentDefined::position)
            .thenComparing(ComponentDefined::id);

    Assessment of(Incident incident) {
        var impacts = incident.ofThisEpisode().stream()
                .flatMap(outage -> outage.impacts().values().stream())
                .toList();
        if (impacts.isEmpty()) {
            return incident.assessment();
        }
        var reach = reach(incident.regions());
        return new Assessment(title(impacts, incident.regions()), severity(impacts, reach), reach);
    }

    Reach reach(Collection<String> regions) {
        return new Reach(
                catalog.regions().stream()
                        .filter(region -> regions.contains(region.id()))
                        .mapToLong(RegionDefined::customers)
                        .sum(),
                catalog.regions().stream().mapToLong(RegionDefined::customers).sum());
    }

    static Severity severity(Collection<Impact> impacts, Reach reach) {
        return impacts.stream()
                .map(impact -> severity(impact, reach.share() >= WIDE))
                .max(Severity::compareTo)
                .orElse(Severity.INTERNAL);
    }

    private static Severity severity(Impact impact, boolean wide) {
        if (!impact.now().isPublic()) {
            return Severity.INTERNAL;
        }
        if (impact.worst() != Verdict.DOWN) {
            return Severity.MINOR;
        }
        return switch (impact.now().weight()) {
            case HIGH -> wide ? Severity.CRITICAL : Severity.MAJOR;
            case NORMAL -> wide ? Severity.MAJOR : Severity.MINOR;
            case LOW -> Severity.MINOR;
        };
    }

    /// Names public components where there are any, the weightiest first.
    private String title(List<Impact> impacts, List<String> regions) {
        var forCustomers =
                impacts.stream().filter(impact -> impact.now().isPublic()).toList();
        var shown = forCustomers.isEmpty() ? impacts : forCustomers;
        var components = shown.stream()
                .map(impact -> impact.cell().component())
                .distinct()
                .flatMap(id -> catalog.component(id).stream())
                .sorted(WEIGHTIEST)
                .map(ComponentDefined::name)
                .toList();
        var down = shown.stream().anyMatch(impact -> impact.worst() == Verdict.DOWN);
        return "%s %s %s in %s"
                .formatted(
                        list(components),
                        components.size() == 1 ? "is" : "are",
                        down ? "down" : "degraded",
                        list(regions.stream()
                                .map(region -> Names.region(catalog, region))
                                .toList()));
    }

    /// Like `Log in`, `Log in and API`, `Log in, API and Search`, `Log in, API and 2 more`.
    private static String list(List<String> names) {
        return switch (names.size()) {
            case 0 -> "Nothing";
            case 1 -> names.getFirst();
            case 2 -> "%s and %s".formatted(names.get(0), names.get(1));
            case 3 -> "%s, %s and %s".formatted(names.get(0), names.get(1), names.get(2));
            default -> "%s, %s and %d more".formatted(names.get(0), names.get(1), names.size() - 2);
        };
    }
}
