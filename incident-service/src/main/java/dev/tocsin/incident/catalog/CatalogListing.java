package dev.tocsin.incident.catalog;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.catalog.Question;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.DisplayNames;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The catalog as a person reads it.
///
/// @param found how many components are found, of which not all may be listed
public record CatalogListing(Catalog catalog, List<ListedGroup> groups, int found) {

    /// @param name empty for components without a group
    public record ListedGroup(String name, List<ListedComponent> components) {}

    /// @param regions their names
    /// @param needs the names of the components and cells that it needs
    public record ListedComponent(
            ComponentDefined component, List<String> regions, List<String> needs, List<ListedCheck> checks) {}

    /// A check with the cells that it asks about.
    ///
    /// @param first the check of the first of its regions
    /// @param regions how many regions it asks about
    public record ListedCheck(CheckDefined first, int regions) {

        public String question() {
            return switch (first.question()) {
                case Question.Http http -> "%s %s".formatted(http.method(), http.url());
                case Question.Tcp tcp -> "TCP %s:%d".formatted(tcp.host(), tcp.port());
                case Question.Dns dns -> "DNS %s %s".formatted(dns.type(), dns.name());
                case Question.Tls tls -> "TLS %s:%d".formatted(tls.host(), tls.port());
                case Question.Heartbeat _ -> "the job reports by itself";
            };
        }
    }

    /// @param sought text that a component's id, name, group or region, or the id of a check contains; empty for all
    /// @param most how many components are listed
    public static CatalogListing of(Catalog catalog, String sought, int most) {
        var checks = catalog.checks().stream()
                .collect(groupingBy(check -> check.cell().component()));
        var wanted = sought.toLowerCase(Locale.ROOT);
        var found = catalog.components().stream()
                .filter(component -> texts(component, catalog, checks.getOrDefault(component.id(), List.of()))
                        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(wanted)))
                .sorted(Comparator.comparingInt(ComponentDefined::position))
                .toList();
        var groups = found.stream()
                .limit(most)
                .map(component -> listed(component, catalog, checks.getOrDefault(component.id(), List.of())))
                .collect(groupingBy(
                        listed -> Objects.requireNonNullElse(listed.component().group(), ""),
                        LinkedHashMap::new,
                        toList()));
        return new CatalogListing(
                catalog,
                groups.entrySet().stream()
                        .map(group -> new ListedGroup(group.getKey(), group.getValue()))
                        .toList(),
                found.size());
    }

    /// The time of the latest version; null before the first.
    public @Nullable Instant publishedAt() {
        return catalog.published().map(CatalogVersionPublished::time).orElse(null);
    }

    public int listed() {
        return groups.stream().mapToInt(group -> group.components().size()).sum();
    }

    private static Stream<String> texts(ComponentDefined component, Catalog catalog, List<CheckDefined> checks) {
        return Stream.of(
                        Stream.of(component.id(), component.name(), Objects.requireNonNullElse(component.group(), "")),
                        component.regions().stream(),
                        component.regions().stream().map(region -> DisplayNames.region(catalog, region)),
                        checks.stream().map(CheckDefined::check))
                .flatMap(texts -> texts);
    }

    private static ListedComponent listed(ComponentDefined component, Catalog catalog, List<CheckDefined> checks) {
        Map<String, List<CheckDefined>> byId =
                checks.stream().collect(groupingBy(CheckDefined::check, LinkedHashMap::new, toList()));
        return new ListedComponent(
                component,
                component.regions().stream()
                        .map(region -> DisplayNames.region(catalog, region))
                        .toList(),
                Stream.concat(
                                component.needs().stream().map(needed -> DisplayNames.component(catalog, needed)),
                                component.needsCells().stream()
                                        .map(cell -> "%s in %s"
                                                .formatted(
                                                        DisplayNames.component(catalog, cell.component()),
                                                        DisplayNames.region(catalog, cell.region()))))
                        .toList(),
                byId.values().stream()
                        .map(same -> new ListedCheck(same.getFirst(), same.size()))
                        .toList());
    }
}
