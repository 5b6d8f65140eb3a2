package dev.tocsin.incident.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProviderProbeTest {

    private final ProviderProbe probe = new ProviderProbe();

    @Test
    void aSilentProviderHoldsAFewQuestionsAndNoMore() throws IOException, InterruptedException, ExecutionException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var issuer = "http://127.0.0.1:" + silent.getLocalPort();
            var asked = IntStream.range(0, ProviderProbe.MOST_AT_ONCE)
                    .mapToObj(_ -> threads.submit(() -> probe.answers(issuer)))
                    .toList();
            for (var _ : asked) {
                var _ = silent.accept();
            }

            assertThat(probe.answers(issuer)).isTrue();

            for (var answer : asked) {
                assertThat(answer.get()).isFalse();
            }
        }
    }
}
