package dev.tocsin.incident.trust.readers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            OPERATIONAL OPERATIONAL                    | none        | All Systems Operational
            OPERATIONAL DEGRADED_PERFORMANCE           | minor       | Partially Degraded Service
            DEGRADED_PERFORMANCE DEGRADED_PERFORMANCE  | minor       | Degraded System Service
            OPERATIONAL PARTIAL_OUTAGE                 | minor       | Minor Service Outage
            PARTIAL_OUTAGE PARTIAL_OUTAGE              | major       | Partial System Outage
            OPERATIONAL MAJOR_OUTAGE                   | major       | Partial System Outage
            MAJOR_OUTAGE MAJOR_OUTAGE                  | critical    | Major System Outage
            OPERATIONAL UNDER_MAINTENANCE              | maintenance | Service Under Maintenance
            DEGRADED_PERFORMANCE UNDER_MAINTENANCE     | minor       | Partially Degraded Service
            """)
    void isWordedAsStatusPagesWordIt(String components, String indicator, String description) {
        var statuses = Arrays.stream(components.split(" "))
                .map(ComponentStatus::valueOf)
                .toList();

        assertThat(Level.of(statuses)).isEqualTo(new Level(indicator, description));
    }
}
