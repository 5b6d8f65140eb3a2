package dev.tocsin.benchmarks.speed.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConsumerToolTest {

    @Test
    void itsLastLineTellsRecordsASecondOfFetching() {
        var output = List.of(
                "WARN something, of no matter",
                "2026-11-24 03:55:13:120, 2026-11-24 03:55:16:400, 1430.5114, 436.1315, 3000000, 914634.1463, 280, 3000, 476.8371, 1000000.0000");

        assertThat(ConsumerTool.perSecond(output)).isEqualTo(1_000_000);
    }

    @Test
    void withoutFiguresItSaysWhatItSawInstead() {
        assertThatThrownBy(() -> ConsumerTool.perSecond(List.of("Connection refused")))
                .hasMessageContaining("Connection refused");
    }
}
