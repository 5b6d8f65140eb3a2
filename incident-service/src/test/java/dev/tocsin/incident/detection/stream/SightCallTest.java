package dev.tocsin.incident.detection.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tocsin.support.operator.OperatorAlerts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Somebody else's alarm clock: it rings when Tocsin stops calling.
class SightCallTest {

    private static final Instant NOON = Instant.parse("2006-04-11T12:00:00Z");

    private final List<String> called = new CopyOnWriteArrayList<>();
    private final SettableClock clock = new SettableClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DetectionMonitor monitor = new DetectionMonitor(meters, new NoAlerts(), clock);
    private HttpServer server;
    private int answer = 200;
    private boolean stalled;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            called.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void itIsCalledWhileTocsinSees() {
        monitor.sees(true);
        clock.now = NOON.plusSeconds(59);

        call(address());

        assertThat(called).containsExactly("/beat?secret=1");
    }

    @Test
    void itIsNotCalledWhileTocsinIsBlind() {
        monitor.sees(true);
        clock.now = NOON.plusSeconds(60);
        monitor.sees(false);

        call(address());

        assertThat(called).isEmpty();
    }

    @Test
    void theMetricIsOneWhileTocsinIsBlindAndThisInstanceOversees() {
        clock.now = NOON;
        var blind = meters.get("tocsin.detection.blind").gauge();
        assertThat(blind.value()).isZero();

        monitor.sees(false);
        assertThat(blind.value()).isOne();
        clock.now = NOON.plusSeconds(60);
        assertThat(blind.value()).isZero();
        monitor.sees(false);
        monitor.sees(true);
        assertThat(blind.value()).isZero();
    }

    @Test
    void itIsNotCalledByAnInstanceThatDoesNotKnow() {
        call(address());

        assertThat(called).isEmpty();
    }

    @Test
    void itIsNotCalledWhileAPartOfTheServiceStandsStill() {
        monitor.sees(true);
        stalled = true;

        call(address());

        assertThat(called).isEmpty();
    }

    @Test
    void withoutAnAddressNothingIsCalled() {
        monitor.sees(true);

        call(null);

        assertThat(called).isEmpty();
    }

    @Test
    void anAnswerThatIsNoneAndAnAddressThatIsDeadDoNoHarm() {
        monitor.sees(true);
        answer = 500;
        call(address());
        server.stop(0);

        call(address());

        assertThat(called).hasSize(1);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:%d/beat?secret=1"
                .formatted(server.getAddress().getPort()));
    }

    private void call(@Nullable URI address) {
        var caller = new SightCall(new Settings(Optional.ofNullable(address)), monitor, () -> stalled, clock);
        caller.call();
        caller.stop();
    }

    private record Settings(Optional<URI> heartbeatUrl) implements DetectionSettings {

        @Override
        public String applicationId() {
            return "detection-in-tests";
        }

        @Override
        public Path stateDirectory() {
            return Path.of("target", "detection");
        }

        @Override
        public int threads() {
            return 1;
        }
    }

    private static final class SettableClock extends Clock {

        private Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static final class NoAlerts implements OperatorAlerts {

        @Override
        public void raise(String subject, String why) {}

        @Override
        public void clear(String subject, String why) {}
    }
}
