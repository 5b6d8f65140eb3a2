package dev.tocsin.benchmarks.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void aQuantileIsOneOfThemThatSoManyDidNotExceed() {
        var hundred =
                Latencies.of(LongStream.rangeClosed(1, 100).boxed().toList().reversed());

        assertThat(hundred.at(0.5)).isEqualTo(50);
        assertThat(hundred.at(0.99)).isEqualTo(99);
        assertThat(hundred.at(1)).isEqualTo(100);
        assertThat(Latencies.of(List.of(7L)).at(0.5)).isEqualTo(7);
    }

    @Test
    void ofNothingThereIsNone() {
        assertThatThrownBy(() -> Latencies.of(List.of()).at(0.5)).hasMessage("nothing was measured");
    }
}
