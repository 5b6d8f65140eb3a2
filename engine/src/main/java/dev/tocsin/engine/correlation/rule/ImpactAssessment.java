package dev.tocsin.engine.correlation.rule;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.catalog.RegionDefined;
import dev.tocsin.contract.incident.Reach;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.lifecycle.Assessment;
import dev.tocsin.engine.lifecycle.Impact;
import dev.tocsin.engine.lifecycle.Incident;
import java.util.Collection;

/// Assesses an incident: its severity, from weight and reach, and a title for customers.
public record ImpactAssessment(Catalog catalog) {

    private static final double WIDE = 0.25;

    public Assessment of(Incident incident) {
        var impacts = incident.ofThisEpisode().stream()
                .flatMap(outage -> outage.impacts().values().stream())
                .toList();
        if (impacts.isEmpty()) {
            return incident.assessment();
        }
        var reach = reach(incident.regions());
        var isWide = isWide(reach);
        return new Assessment(
                Title.of(impacts, impact -> severity(impact, isWide), catalog), severity(impacts, reach), reach);
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
                .map(impact -> severity(impact, isWide(reach)))
                .max(Severity::compareTo)
                .orElse(Severity.INTERNAL);
    }

    private static boolean isWide(Reach reach) {
        return reach.share() >= WIDE;
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
}
