package dev.tocsin.benchmarks.storm;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.file.CatalogFile;
import dev.tocsin.engine.catalog.file.CatalogReading.Invalid;
import dev.tocsin.engine.catalog.file.CatalogReading.Valid;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// A product in three regions: a tree of components that all need the first one, over one hop or several.
///
/// The region that is to fail has all components, the other regions have those next to the root.
public record StormWorld(String yaml, Catalog catalog) {

    public static final String REGION = "na";
    public static final Cell ROOT = new Cell(component(0), REGION);
    public static final List<String> VANTAGE_POINTS = List.of("us-east", "eu-west", "ap-south");

    private static final int BRANCHES = 20;

    /// @param cells of the region that is to fail
    /// @param others cells of each other region
    /// @param endHold how long all must be up before the incident ends
    public static StormWorld of(int cells, int others, Duration endHold) {
        var yaml = new StringBuilder("""
                page: { name: Storm, url: "https://trust.storm.example" }
                settings:
                  checks: { every: 30s, timeout: 5s, from: [us-east, eu-west, ap-south] }
                  correlation: { end-hold: %ds }
                regions:
                  na: { name: North America, at: [39.8, -98.6], customers: 20000 }
                  eu: { name: Europe, at: [50.1, 8.7], customers: 12000 }
                  apac: { name: Asia Pacific, at: [1.3, 103.8], customers: 8000 }
                vantage-points:
                  us-east: { name: Virginia, at: [39.0, -77.5] }
                  eu-west: { name: Ireland, at: [53.3, -6.2] }
                  ap-south: { name: Mumbai, at: [19.1, 72.9] }
                components:
                """.formatted(endHold.toSeconds()));
        for (var number = 0; number < cells; number++) {
            yaml.append("  %s: { name: Part %d, weight: %s, needs: [%s]%s }\n"
                    .formatted(
                            component(number),
                            number,
                            number == 0 ? "high" : "normal",
                            number == 0 ? "" : component((number - 1) / BRANCHES),
                            number < others ? "" : ", in: [na]"));
        }
        yaml.append("checks:\n");
        for (var number = 0; number < cells; number++) {
            var component = component(number);
            yaml.append("  %s-port: { of: %s, tcp: { host: %s.example, port: 443 } }\n"
                    .formatted(component, component, component));
        }
        return read(yaml.toString());
    }

    /// @param yaml a catalog whose checks are asked from the [#VANTAGE_POINTS]
    public static StormWorld read(String yaml) {
        return new StormWorld(yaml, catalog(yaml));
    }

    private static String component(int number) {
        return "part-" + number;
    }

    private static Catalog catalog(String yaml) {
        return switch (CatalogFile.read(yaml.getBytes(StandardCharsets.UTF_8))) {
            case Valid(var catalog, var _, var _) -> catalog;
            case Invalid invalid -> throw new IllegalStateException(invalid.text());
        };
    }

    /// A check as one vantage point asks it.
    public record StormAsk(CheckDefined check, String vantagePoint) {

        boolean isIn(String region) {
            return check.cell().region().equals(region);
        }
    }

    /// All requests. Those of one vantage point are spread over the interval like those of the others.
    public List<StormAsk> asks() {
        return catalog.checks().stream()
                .flatMap(check -> VANTAGE_POINTS.stream().map(point -> new StormAsk(check, point)))
                .toList();
    }

    public long cells(String region) {
        return catalog.cells().stream()
                .filter(cell -> cell.region().equals(region))
                .count();
    }
}
