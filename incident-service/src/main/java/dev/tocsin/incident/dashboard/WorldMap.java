package dev.tocsin.incident.dashboard;

import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.engine.uptime.Status;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.CellStates;
import dev.tocsin.incident.trust.live.CellView;
import dev.tocsin.incident.trust.live.CellView.Evidence;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.vantagepoint.VantagePointView;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Regions and vantage points on a flat map of the world, two units per degree.
///
/// @param regions each sized by its number of customers, with the status of its worst cell
/// @param disagreements lines from a vantage point to a region where it voted against a check's verdict
public record WorldMap(List<MapPlace> regions, List<MapPlace> vantagePoints, Set<MapLine> disagreements) {

    public static final int WIDTH = 720;
    public static final int HEIGHT = 282;

    private static final double NORTH = 84;
    private static final int UNITS_PER_DEGREE = 2;
    private static final int LEAST_RADIUS = 5;
    private static final int LARGEST_RADIUS = 16;

    /// @param words the name and the status, such as `North America: Down`
    public record MapPlace(long x, long y, long radius, Status status, String words) {}

    public record MapLine(long fromX, long fromY, long toX, long toY) {}

    /// @param all every cell, as operators see it
    /// @param watching the vantage points of the catalog
    static WorldMap of(LiveView view, List<CellView> all, List<VantagePointView> watching, Instant now) {
        var cells =
                all.stream().collect(Collectors.groupingBy(cell -> cell.cell().region()));
        var most = view.catalog().regions().stream()
                .mapToLong(region -> region.customers())
                .max()
                .orElse(0);
        var regions = new HashMap<String, MapPlace>();
        var inOrder = view.catalog().regions().stream()
                .map(region -> {
                    var status = worst(cells.getOrDefault(region.id(), List.of()), view.isFresh(now));
                    var place = place(
                            region.latitude(),
                            region.longitude(),
                            radius(region.customers(), most),
                            status,
                            DisplayNames.region(view.catalog(), region.id()));
                    regions.put(region.id(), place);
                    return place;
                })
                .toList();
        var points = new HashMap<String, MapPlace>();
        var vantagePoints = watching.stream()
                .map(point -> {
                    var status = point.sees() ? Status.UP : Status.UNKNOWN;
                    var place = place(point.latitude(), point.longitude(), LEAST_RADIUS, status, point.name());
                    points.put(point.vantagePoint(), place);
                    return place;
                })
                .toList();
        return new WorldMap(inOrder, vantagePoints, disagreements(view.cells(), regions, points));
    }

    /// The map in words, for readers who cannot see it.
    public String words() {
        return "Map: "
                + regions.stream().map(MapPlace::words).collect(Collectors.joining(", "))
                + (disagreements.isEmpty() ? "" : "; vantage points disagree on some regions");
    }

    private static Set<MapLine> disagreements(
            CellStates states, Map<String, MapPlace> regions, Map<String, MapPlace> points) {
        var lines = new LinkedHashSet<MapLine>();
        states.derived(Dissent.EVERYWHERE).forEach(dissent -> {
            var region = regions.get(dissent.region());
            var point = points.get(dissent.vantagePoint());
            if (region != null && point != null) {
                lines.add(new MapLine(point.x(), point.y(), region.x(), region.y()));
            }
        });
        return lines;
    }

    /// A vantage point that voted in a region against the verdict of a check.
    private record Dissent(String region, String vantagePoint) {

        static final CellStates.Derivation<Set<Dissent>> EVERYWHERE = Dissent::everywhere;

        private static Set<Dissent> everywhere(CellStates states) {
            var all = new LinkedHashSet<Dissent>();
            for (var cell : CellView.all(states, Audience.OPERATORS)) {
                if (cell.evidence() != null) {
                    dissenters(cell.evidence())
                            .forEach(point -> all.add(new Dissent(cell.cell().region(), point)));
                }
            }
            return all;
        }
    }

    /// Vantage points whose vote differs from their check's verdict.
    private static List<String> dissenters(Evidence evidence) {
        return evidence.votes().stream()
                .filter(vote -> evidence.checks().stream()
                        .filter(check -> check.check().equals(vote.check()))
                        .anyMatch(check ->
                                !check.verdict().name().equals(vote.vote().name())))
                .map(vote -> vote.vantagePoint())
                .toList();
    }

    private static Status worst(List<CellView> cells, boolean fresh) {
        return cells.stream()
                .map(cell -> cell.status(fresh))
                .min(Comparator.comparingInt(Status::rank))
                .orElse(Status.UNWATCHED);
    }

    private static long radius(long customers, long most) {
        return most == 0
                ? LEAST_RADIUS
                : LEAST_RADIUS + Math.round((LARGEST_RADIUS - LEAST_RADIUS) * Math.sqrt((double) customers / most));
    }

    private static MapPlace place(double latitude, double longitude, long radius, Status status, String name) {
        return new MapPlace(
                Math.round((longitude + 180) * UNITS_PER_DEGREE),
                Math.clamp(Math.round((NORTH - latitude) * UNITS_PER_DEGREE), 0, HEIGHT),
                radius,
                status,
                "%s: %s".formatted(name, status.word().toLowerCase(Locale.ROOT)));
    }
}
