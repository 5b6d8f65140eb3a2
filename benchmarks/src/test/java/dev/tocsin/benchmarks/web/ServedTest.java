package dev.tocsin.benchmarks.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ServedTest {

    private static final String OUTPUT = """
            Running 6s test @ http://127.0.0.1:24023/api/v2/summary.json
              1 threads and 64 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency    14.04ms   46.76ms 373.64ms   94.01%
                Req/Sec   447.35    134.34   676.00     75.44%
              Latency Distribution
                 50%  990.00us
                 75%    4.00ms
                 90%   25.93ms
                 99%    1.29s
              2631 requests in 6.10s, 399.93MB read
            Requests/sec:    431.56
            Transfer/sec:     65.60MB
            """;

    @Test
    void whatWrkWritesIsRead() {
        var served = Served.of(OUTPUT);

        assertThat(served.perSecond()).isEqualTo(431.56);
        assertThat(served.bytesPerSecond()).isCloseTo(65.6 * 1024 * 1024, within(1.0));
        assertThat(served.p50()).isCloseTo(0.99, within(1e-9));
        assertThat(served.p99()).isCloseTo(1_290, within(1e-9));
        assertThat(served.failed()).isZero();
    }

    @Test
    void answersThatFailedAreCountedOfWhateverKind() {
        var served = Served.of(OUTPUT
                + "  Socket errors: connect 1, read 2, write 0, timeout 4\n"
                + "  Non-2xx or 3xx responses: 10\n");

        assertThat(served.failed()).isEqualTo(17);
    }

    @Test
    void otherTextsAreRefused() {
        assertThatThrownBy(() -> Served.of("unable to connect"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unable to connect");
    }
}
