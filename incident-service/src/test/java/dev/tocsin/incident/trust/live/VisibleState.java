package dev.tocsin.incident.trust.live;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentSnapshot.Links;
import dev.tocsin.contract.incident.IncidentSnapshot.OutageSummary;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.Reach;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// What a reader may see.
///
/// @param region the id of the one that the reader has chosen, or null
record VisibleState(
        List<CellView> cells,
        List<IncidentSnapshot> open,
        @Nullable String region) {

    static final List<String> COMPONENTS =
            List.of("Log in", "API", "Search", "Files", "Reports", "Service 12", "Service 40");
    static final List<String> REGIONS = List.of("North America", "Europe", "Oregon", "São Paulo", "Asia", "Ohio");

    private static final Instant NOON = Instant.parse("2006-04-11T12:00:00Z");

    static VisibleState random(Random random) {
        var components = COMPONENTS.subList(0, 1 + random.nextInt(COMPONENTS.size()));
        var regions = REGIONS.subList(0, 1 + random.nextInt(REGIONS.size()));
        var bad = List.of(0.0, 0.05, 0.2, 0.6).get(random.nextInt(4));
        var unknown = random.nextInt(3) == 0 ? 0.1 : 0;
        var maintained = random.nextInt(3) == 0 ? 0.15 : 0;
        var cells = new ArrayList<CellView>();
        for (var component : components) {
            for (var region : regions) {
                if (random.nextInt(8) > 0) {
                    cells.add(cell(component, region, verdict(random, bad, unknown), random, maintained));
                }
            }
        }
        var open = new ArrayList<IncidentSnapshot>();
        for (var incident = random.nextInt(4); incident > 0 && !cells.isEmpty(); incident--) {
            open.add(incident(incident, cells, random));
        }
        var region = random.nextBoolean() ? null : id(regions.get(random.nextInt(regions.size())));
        return new VisibleState(cells, open, region);
    }

    private static Verdict verdict(Random random, double bad, double unknown) {
        if (random.nextDouble() < unknown) {
            return Verdict.UNKNOWN;
        }
        return random.nextDouble() >= bad ? Verdict.UP : random.nextBoolean() ? Verdict.DOWN : Verdict.DEGRADED;
    }

    private static CellView cell(String component, String region, Verdict verdict, Random random, double maintained) {
        var watched = random.nextInt(15) > 0;
        var began = NOON.minusSeconds(random.nextInt(4) == 0 ? 1800 + random.nextInt(900) : random.nextInt(90));
        return new CellView(
                new Cell(id(component), id(region)),
                component,
                region,
                null,
                true,
                watched,
                watched ? verdict : null,
                watched ? began : null,
                watched ? began : null,
                random.nextDouble() < maintained,
                null);
    }

    /// Of some cells: those that are bad, some that recovered, and some of which nothing is known any more.
    private static IncidentSnapshot incident(int number, List<CellView> cells, Random random) {
        var touched = cells.stream()
                .filter(CellView::watched)
                .filter(cell -> random.nextInt(cell.isBad() ? 2 : 5) == 0)
                .map(cell -> impact(cell, random))
                .toList();
        var regions = touched.stream().map(it -> it.cell().region()).distinct().toList();
        var isBad = touched.stream().anyMatch(it -> it.verdict().isBad());
        var severity =
                List.of(Severity.MINOR, Severity.MAJOR, Severity.CRITICAL).get(random.nextInt(3));
        var began = NOON.minusSeconds(60L * (1 + random.nextInt(5)));
        var outages = regions.stream()
                .map(region -> {
                    var ofRegion = touched.stream()
                            .filter(it -> it.cell().region().equals(region))
                            .toList();
                    var stands = ofRegion.stream().anyMatch(it -> it.verdict().isBad()) || random.nextBoolean();
                    return new OutageSummary(region + "-1", region, began, stands ? null : NOON, null, 1, 1);
                })
                .toList();
        return new IncidentSnapshot(
                new IncidentHead(
                        "abcdefghijk" + number,
                        3,
                        1,
                        "Everything is down everywhere",
                        isBad ? IncidentState.INVESTIGATING : IncidentState.MONITORING,
                        severity,
                        regions),
                NOON,
                NOON.minusSeconds(60),
                null,
                null,
                outages,
                List.of(),
                new Reach(1, 2),
                List.of(),
                List.of(),
                touched,
                touched.size(),
                List.of(),
                new Links("", "", ""),
                null,
                null,
                null);
    }

    private static CellImpact impact(CellView cell, Random random) {
        var verdict = cell.verdict() == Verdict.UNKNOWN ? Verdict.DOWN : Objects.requireNonNull(cell.verdict());
        var onset = Objects.requireNonNull(cell.onset()).minusSeconds(random.nextInt(4) == 0 ? 300 : 0);
        return new CellImpact(cell.cell(), verdict, onset, true, Weight.NORMAL, null);
    }

    boolean isHere(CellView cell) {
        return region == null || cell.cell().region().equals(region);
    }

    boolean isInIncident(CellView cell) {
        return open.stream()
                .flatMap(incident -> incident.cells().stream())
                .anyMatch(impact -> impact.cell().equals(cell.cell()));
    }

    /// Bad, and not by maintenance alone.
    boolean isTrouble(CellView cell) {
        return cell.isBad() && (!cell.maintenance() || isInIncident(cell));
    }

    /// The gravest incident that it is in; before one, the least that it will be.
    Severity severity(CellView cell) {
        return open.stream()
                .filter(incident -> incident.cells().stream()
                        .anyMatch(impact -> impact.cell().equals(cell.cell())))
                .map(incident -> incident.incident().severity())
                .max(Severity::compareTo)
                .orElse(cell.verdict() == Verdict.DOWN ? Severity.MAJOR : Severity.MINOR);
    }

    private static String id(String name) {
        return COMPONENTS.contains(name) ? "c-" + COMPONENTS.indexOf(name) : "r-" + REGIONS.indexOf(name);
    }

    static String name(String regionId) {
        return REGIONS.stream()
                .filter(region -> id(region).equals(regionId))
                .findFirst()
                .orElseThrow();
    }
}
