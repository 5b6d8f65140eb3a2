package dev.tocsin.incident.lifecycle;

import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.catalog.RegionDefined;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.incident.catalog.Catalog;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What is told to customers at each point of an incident, for who has no time to find words. It names public
/// components only.
public enum UpdateTemplate {
    INVESTIGATING("We are looking into trouble with %s in %s. We will tell more as soon as we know it."),
    IDENTIFIED("We know what causes the trouble with %s in %s, and are working on it."),
    MONITORING("%s in %s should work again. We keep watching."),
    RESOLVED("%s in %s is back to normal. We are sorry for the trouble.");

    private final String text;

    UpdateTemplate(String text) {
        this.text = text;
    }

    public static Optional<UpdateTemplate> named(String name) {
        return Arrays.stream(values()).filter(it -> it.id().equals(name)).findFirst();
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(UpdateTemplate::id).toList();
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String fill(IncidentSnapshot incident, Catalog catalog) {
        var components = incident.byComponent().stream()
                .flatMap(count -> catalog.component(count.id()).stream())
                .filter(ComponentDefined::isPublic)
                .map(ComponentDefined::name)
                .collect(Collectors.joining(", "));
        var regions = incident.incident().regions().stream()
                .map(id -> catalog.region(id).map(RegionDefined::name).orElse(id))
                .collect(Collectors.joining(", "));
        return text.formatted(components.isEmpty() ? "parts of our service" : components, regions);
    }
}
