package dev.tocsin.engine.lifecycle;

import static java.util.Comparator.comparingInt;

import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.catalog.RegionDefined;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.engine.catalog.Catalog;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Ready-made updates for customers, one for each state of an incident. They name public components only.
public enum UpdateTemplate {
    INVESTIGATING("We are investigating a problem in {regions} that affects {components}. We will post more soon."),
    IDENTIFIED("We have found the cause of the problem in {regions} and are working on a fix for {components}."),
    MONITORING("A fix is in place in {regions}. We are monitoring {components}."),
    RESOLVED("{Components} {are} back to normal in {regions}. We are sorry for the disruption.");

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
                .sorted(comparingInt(ComponentDefined::position))
                .map(ComponentDefined::name)
                .toList();
        var regions = incident.incident().regions().stream()
                .map(id -> catalog.region(id).map(RegionDefined::name).orElse(id))
                .toList();
        var isNone = components.isEmpty();
        return text.replace("{components}", isNone ? "parts of our service" : joined(components))
                .replace("{Components}", isNone ? "Parts of our service" : joined(components))
                .replace("{are}", components.size() == 1 ? "is" : "are")
                .replace("{regions}", joined(regions));
    }

    /// Like `Log in, API and Search`.
    private static String joined(List<String> names) {
        var last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }
}
