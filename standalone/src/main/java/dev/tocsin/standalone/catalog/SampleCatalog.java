package dev.tocsin.standalone.catalog;

import dev.tocsin.standalone.Port;
import dev.tocsin.standalone.RunPorts;
import dev.tocsin.standalone.sample.SampleLayout;
import dev.tocsin.standalone.sample.SampleProduct;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;

/// The sample product's catalog, with the ports of a run filled in.
///
/// @param settings the file of its settings
/// @param slowAfter the time above which an answer is slow, well below the slowness of a cell with the fault `slow`
/// @param slowness of such a cell, well below the checks' time-out
public record SampleCatalog(String settings, Duration slowAfter, Duration slowness) {

    public static final SampleCatalog USUAL =
            new SampleCatalog("settings.yaml", Duration.ofMillis(800), SampleProduct.SLOWNESS);

    /// For impatient users: checks each second, short holds. Slow begins late, near the time-out of 900 ms, so that a
    /// briefly busy machine is not taken for a brown-out.
    public static final SampleCatalog FAST =
            new SampleCatalog("settings-fast.yaml", Duration.ofMillis(700), Duration.ofMillis(800));

    /// The catalog of a made-up past: its questions are the usual ones, so that votes go on, but asked less often, so
    /// that months are played in minutes.
    public static final SampleCatalog PAST =
            new SampleCatalog("settings-past.yaml", Duration.ofMillis(800), SampleProduct.SLOWNESS);

    public String yaml(RunPorts ports) {
        var yaml = resource("catalog.yaml")
                .replace("<settings>", resource(settings).stripTrailing())
                .replace("<page>", ports.url(Port.INCIDENT))
                .replace("<controls>", controls(ports))
                .replace("<slow>", slowAfter.toMillis() + "ms");
        for (var region : SampleLayout.REGIONS) {
            yaml = yaml.replace("<" + region + ">", variables(region, ports));
        }
        return yaml;
    }

    private static String variables(String region, RunPorts ports) {
        return SampleLayout.CELLS.stream()
                .filter(cell -> cell.region().equals(region))
                .map(cell -> "%s-port: \"%d\"".formatted(cell.component(), ports.of(cell)))
                .collect(Collectors.joining(", ", "{ ", " }"));
    }

    private static String controls(RunPorts ports) {
        return "[\"%s\", \"%s\"]".formatted(ports.url(Port.CONTROL_ONE), ports.url(Port.CONTROL_TWO));
    }

    private static String resource(String name) {
        try (var file = SampleCatalog.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
