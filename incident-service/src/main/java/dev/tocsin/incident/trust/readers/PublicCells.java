package dev.tocsin.incident.trust.readers;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import dev.tocsin.contract.Text;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.CellView;
import dev.tocsin.incident.trust.live.Headline;
import dev.tocsin.incident.trust.live.Incidents;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.support.problem.Problem.FieldError;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The cells that the public may see, and the open incidents, so that the status of each part of the product is found
/// without a look at all cells.
///
/// @param view the number of the view that it was made of
/// @param fresh whether the cells show the present state, rather than a past one
/// @param open the open incidents
public record PublicCells(
        long view,
        boolean fresh,
        Calling calling,
        List<CellView> all,
        Map<String, List<CellView>> byComponent,
        Map<String, List<CellView>> byRegion,
        List<IncidentSnapshot> open) {

    private static final int MOST_IN_HEADLINE = 300;

    /// @param site the URL at which readers reach the page; null to take the address in the catalog
    public static PublicCells of(LiveView view, @Nullable URI site, boolean fresh) {
        var cells = CellView.all(view, Audience.PUBLIC);
        return new PublicCells(
                view.number(),
                fresh,
                Calling.of(view.catalog(), site),
                cells,
                cells.stream().collect(groupingBy(cell -> cell.cell().component())),
                cells.stream().collect(groupingBy(cell -> cell.cell().region())),
                Incidents.open(view, Audience.PUBLIC));
    }

    public boolean isOf(long otherView, boolean otherFresh) {
        return view == otherView && fresh == otherFresh;
    }

    /// The fault in a scope that holds no cell; empty when it holds any.
    public Optional<FieldError> whyUnknown(StatusScope scope) {
        var component = scope.component();
        if (component != null && !byComponent.containsKey(component)) {
            return Optional.of(new FieldError("component", "is not on the page: " + component));
        }
        var region = scope.region();
        if (region == null || !in(scope).isEmpty()) {
            return Optional.empty();
        }
        var regions = component == null ? byRegion.keySet().stream().sorted() : regions(component);
        return Optional.of(new FieldError("region", "must be one of " + regions.collect(joining(", "))));
    }

    private Stream<String> regions(String component) {
        return byComponent.getOrDefault(component, List.of()).stream()
                .map(cell -> cell.cell().region());
    }

    public CurrentStatus status(StatusScope scope) {
        var headline = headline(scope);
        return new CurrentStatus(
                calling.name(),
                calling.url() + scope.path(),
                headline.status(),
                headline.status().word(),
                Text.brief(headline.text(), MOST_IN_HEADLINE),
                headline.since());
    }

    private Headline headline(StatusScope scope) {
        var cells = in(scope);
        var component = scope.component();
        return component == null || cells.isEmpty()
                ? Headline.of(cells, open, fresh, scope.region())
                : Headline.ofComponent(
                        cells,
                        open.stream()
                                .filter(incident -> touches(incident, component))
                                .toList(),
                        fresh,
                        scope.region(),
                        cells.getFirst().componentName());
    }

    /// A badge of a component names its worst status and where that is; any other says the headline.
    public Badge badge(StatusScope scope) {
        if (scope.component() != null) {
            return Badge.of(in(scope), scope.region() != null, fresh);
        }
        var headline = headline(scope);
        var name = in(scope).stream()
                .filter(_ -> scope.region() != null)
                .findFirst()
                .map(cell -> "%s – %s".formatted(calling.name(), cell.regionName()))
                .orElse(calling.name());
        return new Badge(name, headline.status(), headline.text());
    }

    public Card card(StatusScope scope, Instant now) {
        return Card.of(status(scope), calling.zone(), now);
    }

    private List<CellView> in(StatusScope scope) {
        var component = scope.component();
        var region = scope.region();
        if (component == null) {
            return region == null ? all : byRegion.getOrDefault(region, List.of());
        }
        return byComponent.getOrDefault(component, List.of()).stream()
                .filter(cell -> region == null || cell.cell().region().equals(region))
                .toList();
    }

    private static boolean touches(IncidentSnapshot incident, String component) {
        return incident.byComponent().stream().anyMatch(count -> count.id().equals(component));
    }
}
