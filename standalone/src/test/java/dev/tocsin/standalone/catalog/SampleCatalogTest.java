package dev.tocsin.standalone.catalog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.standalone.RunPorts;
import dev.tocsin.standalone.sample.SampleLayout;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class SampleCatalogTest {

    private static final RunPorts PORTS = new RunPorts(3000);

    private static Map<?, ?> read(SampleCatalog catalog) {
        return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(catalog.yaml(PORTS));
    }

    private static Map<?, ?> map(Object parent, String key) {
        return (Map<?, ?>) requireNonNull(((Map<?, ?>) parent).get(key), key);
    }

    @Test
    void everyCellIsCheckedAtItsOwnPort() {
        var catalog = read(SampleCatalog.USUAL);

        for (var cell : SampleLayout.CELLS) {
            var url = (String) requireNonNull(map(map(map(catalog, "checks"), cell.component() + "-health"), "http")
                    .get("url"));
            for (var variable :
                    map(map(map(catalog, "regions"), cell.region()), "vars").entrySet()) {
                url = url.replace("{" + variable.getKey() + "}", (String) variable.getValue());
            }
            assertThat(url).as(cell.toString()).isEqualTo("http://127.0.0.1:%d/health".formatted(PORTS.of(cell)));
        }
        assertThat(map(catalog, "checks")).hasSize(SampleLayout.COMPONENTS.size());
    }

    @Test
    void whatComponentsNeedIsWhatTheSampleProductNeeds() {
        var components = map(read(SampleCatalog.USUAL), "components");

        for (var cell : SampleLayout.CELLS) {
            var needs = (List<?>) map(components, cell.component()).get("needs");
            assertThat(needs == null ? List.of() : needs)
                    .as(cell.toString())
                    .isEqualTo(SampleLayout.needs(cell).stream()
                            .map(needed -> needed.component())
                            .toList());
        }
        assertThat(components.keySet()).isEqualTo(Set.copyOf(SampleLayout.COMPONENTS));
    }

    @Test
    void everyVantagePointHasTwoControls() {
        assertThat(map(read(SampleCatalog.USUAL), "vantage-points").values())
                .hasSize(3)
                .allSatisfy(point -> assertThat(((Map<?, ?>) point).get("controls"))
                        .isEqualTo(List.of("http://127.0.0.1:11091", "http://127.0.0.1:11092")));
    }

    @Test
    void fastIsFast() {
        var settings = map(read(SampleCatalog.FAST), "settings");

        assertThat(map(settings, "checks").get("every")).isEqualTo("1s");
        assertThat(map(settings, "correlation").get("open-hold")).isEqualTo("2s");
        assertThat(map(settings, "correlation").get("end-hold")).isEqualTo("5s");
        assertThat(map(settings, "correlation").get("reopened-end-hold")).isEqualTo("10s");
        assertThat(map(settings, "correlation").get("reopen-within")).isEqualTo("30s");
    }

    @Test
    void nothingIsLeftToFillIn() {
        assertThat(SampleCatalog.USUAL.yaml(PORTS)).doesNotContain("<", ">");
        assertThat(SampleCatalog.FAST.yaml(PORTS)).doesNotContain("<", ">");
    }
}
