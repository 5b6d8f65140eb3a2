package dev.tocsin.incident.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.file.CatalogFile;
import dev.tocsin.engine.catalog.file.CatalogProblem;
import dev.tocsin.engine.catalog.file.CatalogReading;
import dev.tocsin.incident.catalog.CatalogTrial.EntryChange;
import dev.tocsin.incident.catalog.CatalogTrial.FieldChange;
import dev.tocsin.incident.catalog.CatalogTrial.InvalidTrial;
import dev.tocsin.incident.catalog.CatalogTrial.ValidTrial;
import dev.tocsin.incident.trust.live.Harbour;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogTrialTest {

    private static final String FILE = """
            page: { name: Harbour, url: "https://trust.harbour.example" }
            vantage-points:
              dublin: { name: Ireland, at: [53.3, -6.3] }
            regions:
              na: { name: North America, at: [39.8, -98.6], customers: 20000 }
            components:
              api: { name: API, in: [na], objective: 99.9 }
            checks:
              ping: { of: api, tcp: { host: api.example, port: 443 } }
            """;

    @Test
    void theSameFileChangesNothing() {
        assertThat(CatalogTrial.of(FILE, running(), Harbour.NOON))
                .asInstanceOf(type(ValidTrial.class))
                .matches(ValidTrial::isSame)
                .returns(0, ValidTrial::cells);
    }

    @Test
    void anEditSaysWhatWouldChange() {
        var edited = FILE.replace("99.9", "99.5")
                .replace("443", "444")
                .replace("page: {", "page: { time-zone: Europe/Berlin,")
                .replace("regions:\n  na", "regions:\n  eu: { name: Europe, at: [50.1, 8.7], customers: 12000 }\n  na");

        var trial = CatalogTrial.of(edited, running(), Harbour.NOON);

        assertThat(trial).asInstanceOf(type(ValidTrial.class)).satisfies(valid -> {
            assertThat(valid.added()).containsExactly("region/eu");
            assertThat(valid.removed()).isEmpty();
            assertThat(valid.cells()).isEqualTo(1);
            assertThat(valid.changed())
                    .contains(new EntryChange("component/api", List.of(new FieldChange("objective", "99.9", "99.5"))))
                    .extracting(EntryChange::key)
                    .containsExactlyInAnyOrder("check/ping@na", "component/api", "page/page");
        });
    }

    @Test
    void aWrongFileNamesEachProblemWithItsLine() {
        var trial = CatalogTrial.of(FILE.replace("[na]", "[mars]"), running(), Harbour.NOON);

        assertThat(trial)
                .asInstanceOf(type(InvalidTrial.class))
                .satisfies(invalid -> assertThat(invalid.problems())
                        .first()
                        .returns(7, CatalogProblem::line)
                        .returns("components.api.in[1]", CatalogProblem::path));
    }

    private static Catalog running() {
        return ((CatalogReading.Valid) CatalogFile.read(FILE.getBytes(StandardCharsets.UTF_8))).catalog();
    }
}
