package dev.tocsin.incident.trust.live;

import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.engine.catalog.CellGroup;
import dev.tocsin.engine.uptime.Status;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The one sentence that answers "is it up?".
///
/// It names the components that are bad, each with just the regions in which it is bad, and none that has recovered.
/// With a region chosen it answers for that region, and adds what is bad elsewhere.
///
/// @param status the colour and shape of the headline
/// @param text without a full stop
/// @param since the time when the named troubles began, if all began at one time; else null
public record Headline(Status status, String text, @Nullable Instant since) {

    public static Headline of(List<CellView> cells, List<IncidentSnapshot> open, boolean fresh) {
        return of(cells, open, fresh, null);
    }

    /// Stale data is never green.
    ///
    /// @param cells all cells that the reader may see
    /// @param open incidents that the reader may see
    /// @param fresh whether the data shows the present state, rather than a past one
    /// @param region the id of the region that the reader chose; null for all
    public static Headline of(
            List<CellView> cells, List<IncidentSnapshot> open, boolean fresh, @Nullable String region) {
        return of(cells, open, fresh, region, HeadlineWords.OF_EVERYTHING);
    }

    /// The same for one component.
    ///
    /// @param cells the cells of the component
    /// @param open the incidents that the component is in
    public static Headline ofComponent(
            List<CellView> cells,
            List<IncidentSnapshot> open,
            boolean fresh,
            @Nullable String region,
            String component) {
        return of(cells, open, fresh, region, HeadlineWords.of(component));
    }

    private static Headline of(
            List<CellView> cells,
            List<IncidentSnapshot> open,
            boolean fresh,
            @Nullable String region,
            HeadlineWords words) {
        var scope = cells.stream().filter(cell -> isIn(region, cell)).toList();
        var in = region == null || scope.isEmpty()
                ? ""
                : " in " + scope.getFirst().regionName();
        if (scope.stream().noneMatch(CellView::watched)) {
            return new Headline(Status.UNKNOWN, words.notMonitored().formatted(in), null);
        }
        if (!fresh) {
            return new Headline(Status.UNKNOWN, "We cannot confirm the current status", null);
        }
        var trouble = BadCells.of(cells, open);
        var here = trouble.only(cell -> isIn(region, cell));
        var elsewhere = trouble.only(cell -> !isIn(region, cell));
        var answer = here.isEmpty()
                ? ofTheRest(scope, open, in, region, words)
                : new Headline(here.status(), here.text(), null);
        return new Headline(
                answer.status,
                elsewhere.isEmpty() ? answer.text : "%s; %s".formatted(answer.text, elsewhere.text()),
                trouble.since());
    }

    /// Differs where headlines do, for addresses of pictures that show them.
    public String version() {
        return "%s-%08x".formatted(status.style(), text.hashCode());
    }

    /// The headline when nothing is bad there, or only cells in maintenance.
    private static Headline ofTheRest(
            List<CellView> scope,
            List<IncidentSnapshot> open,
            String in,
            @Nullable String region,
            HeadlineWords words) {
        var watched = scope.stream().filter(CellView::watched).toList();
        var unseen = watched.stream()
                .filter(cell -> cell.verdict() == Verdict.UNKNOWN)
                .toList();
        var maintained = BadCells.inMaintenance(watched);
        if (unseen.size() == watched.size()) {
            return new Headline(Status.UNKNOWN, "We cannot confirm the current status%s yet".formatted(in), null);
        }
        if (!unseen.isEmpty()) {
            var rest = maintained.isEmpty() ? words.upWhereChecked().formatted(in) : maintenance(maintained);
            return new Headline(
                    Status.UNKNOWN, "%s; we have no data for %s".formatted(rest, CellGroup.names(unseen)), null);
        }
        if (!maintained.isEmpty()) {
            return new Headline(
                    Status.MAINTENANCE,
                    maintenance(maintained) + words.restIsUp().formatted(in),
                    null);
        }
        if (open.stream().anyMatch(incident -> stands(incident, region))) {
            return new Headline(Status.DEGRADED, words.worksAgain().formatted(in) + "; we are monitoring it", null);
        }
        return watched.stream().anyMatch(CellView::maintenance)
                ? new Headline(Status.MAINTENANCE, words.isUp().formatted(in) + "; maintenance is in progress", null)
                : new Headline(Status.UP, words.isUp().formatted(in), null);
    }

    private static String maintenance(BadCells maintained) {
        return maintained.text() + ", for maintenance";
    }

    private static boolean isIn(@Nullable String region, CellView cell) {
        return region == null || cell.cell().region().equals(region);
    }

    private static boolean stands(IncidentSnapshot incident, @Nullable String region) {
        return incident.outages().stream()
                .filter(outage -> outage.endedAt() == null)
                .anyMatch(outage -> region == null || outage.region().equals(region));
    }
}
