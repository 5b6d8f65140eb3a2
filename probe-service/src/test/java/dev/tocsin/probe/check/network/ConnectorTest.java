package dev.tocsin.probe.check.network;

import static dev.tocsin.contract.health.ErrorKind.NAME_FAILURE;
import static dev.tocsin.contract.health.ErrorKind.NAME_NOT_FOUND;
import static dev.tocsin.contract.health.ErrorKind.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.catalog.Question.Route;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.probe.check.Answer;
import dev.tocsin.probe.check.Fault;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectorTest {

    private static final String FOUR = "any.example. 60 IN A %s\n";
    private static final String SIX = "any.example. 60 IN AAAA %s\n";

    @Test
    void anAddressThatDropsPacketsLeavesTimeToTheNext() throws Exception {
        try (var dropping = new Dropping("127.0.0.2");
                var _ = listening("127.0.0.3", dropping.port());
                var names = names(FOUR, "127.0.0.2", FOUR, "127.0.0.3")) {
            var answer = ask(names, "any.example", dropping.port(), null);

            assertThat(answer.outcome()).isEqualTo(Outcome.PASS);
            assertThat(answer.latencyMillis()).isLessThan(2000);
        }
    }

    /// Five of six drop packets, and a check with a short time-out still reaches the last.
    @Test
    void eachAddressGetsAShareOfTheTime() throws Exception {
        try (var dropping = new Dropping("127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.5", "127.0.0.6");
                var _ = listening("127.0.0.7", dropping.port());
                var names = names(
                        FOUR,
                        "127.0.0.2",
                        FOUR,
                        "127.0.0.3",
                        FOUR,
                        "127.0.0.4",
                        FOUR,
                        "127.0.0.5",
                        FOUR,
                        "127.0.0.6",
                        FOUR,
                        "127.0.0.7")) {
            var asking = new Asking(new Connecting(Asking.connector(names)));

            assertThat(asking.ask(new Question.Tcp("any.example", dropping.port()), 1000, 1000)
                            .outcome())
                    .isEqualTo(Outcome.PASS);
        }
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.8, ::1", "::1, 127.0.0.8"})
    void aHostOfBothVersionsIsReachedByTheOneThatWorks(String working, String refusing) throws Exception {
        try (var closed = ClosedPort.on(InetAddress.ofLiteral(refusing), 0);
                var _ = listening(working, closed.port());
                var names = names(FOUR, "127.0.0.8", SIX, "::1")) {
            var port = closed.port();

            assertThat(errorOf(names, port, null)).isNull();
            assertThat(errorOf(names, port, new Route(4, null, null)))
                    .isEqualTo(working.equals("::1") ? REFUSED : null);
            assertThat(errorOf(names, port, new Route(6, null, null)))
                    .isEqualTo(working.equals("::1") ? null : REFUSED);
        }
    }

    @Test
    void aNameWithoutAddressesOfTheWantedVersionIsSaidToHaveNone() {
        try (var names = names(FOUR, "127.0.0.1")) {
            assertThat(ask(names, "any.example", 80, new Route(6, null, null)).fault())
                    .contains(Fault.of(NAME_NOT_FOUND, "any.example has no address of IP version 6"));
            assertThat(ask(names, "127.0.0.1", 80, new Route(6, null, null)).fault())
                    .map(Fault::kind)
                    .contains(NAME_NOT_FOUND);
            assertThat(ask(names, "nowhere.example", 80, null).fault())
                    .contains(Fault.of(NAME_NOT_FOUND, "nowhere.example does not exist"));
            assertThat(ask(names, "broken.example", 80, null).fault())
                    .map(Fault::kind)
                    .contains(NAME_FAILURE);
        }
    }

    /// Some name servers answer nothing to a type that they do not know.
    @Test
    void aLookupThatIsNeverAnsweredDoesNotHoldUpTheOther() throws Exception {
        try (var server = listening("127.0.0.1", 0);
                var names = new NameServer("silent6.example. 60 IN A 127.0.0.1\n")) {
            var answer = ask(names, "silent6.example", server.getLocalPort(), null);

            assertThat(answer.outcome()).isEqualTo(Outcome.PASS);
            assertThat(answer.latencyMillis()).isLessThan(1000);
        }
    }

    @Test
    void anAddressThatIsFoundLateIsTriedToo() throws Exception {
        try (var server = listening("::1", 0);
                var names = new NameServer("late6.example. 60 IN A 127.0.0.1\nlate6.example. 60 IN AAAA ::1\n")) {
            assertThat(ask(names, "late6.example", server.getLocalPort(), null).outcome())
                    .isEqualTo(Outcome.PASS);
        }
    }

    @Test
    void whereNoAddressTakesTheConnectionItIsRefused() throws Exception {
        try (var closed = ClosedPort.onLoopback();
                var names = names(FOUR, "127.0.0.1", FOUR, "127.0.0.2", SIX, "::1")) {
            assertThat(errorOf(names, closed.port(), null)).isEqualTo(REFUSED);
        }
    }

    private static NameServer names(String... recordsAndAddresses) {
        var zone = new StringBuilder();
        for (var next = 0; next < recordsAndAddresses.length; next += 2) {
            zone.append(recordsAndAddresses[next].replace("%s", recordsAndAddresses[next + 1]));
        }
        return new NameServer(zone.toString());
    }

    private static @Nullable ErrorKind errorOf(NameServer names, int port, @Nullable Route route) {
        return ask(names, "any.example", port, route).fault().map(Fault::kind).orElse(null);
    }

    private static Answer ask(NameServer names, String host, int port, @Nullable Route route) {
        return new Asking(new Connecting(Asking.connector(names))).ask(new Question.Tcp(host, port, route));
    }

    private static ServerSocket listening(String address, int port) throws IOException {
        return new ServerSocket(port, 50, InetAddress.ofLiteral(address));
    }

    /// Listens and takes nothing: once its queue is full, packets are dropped.
    private static final class Dropping implements AutoCloseable {

        private final List<Closeable> open = new ArrayList<>();
        private final int port;

        Dropping(String... addresses) throws IOException {
            port = fill(addresses[0], 0);
            for (var next = 1; next < addresses.length; next++) {
                var _ = fill(addresses[next], port);
            }
        }

        int port() {
            return port;
        }

        private int fill(String address, int wanted) throws IOException {
            var server = new ServerSocket(wanted, 1, InetAddress.ofLiteral(address));
            open.add(server);
            while (true) {
                var client = new Socket();
                open.add(client);
                try {
                    client.connect(server.getLocalSocketAddress(), 200);
                } catch (SocketTimeoutException e) {
                    return server.getLocalPort();
                }
            }
        }

        @Override
        public void close() throws IOException {
            for (var one : open) {
                one.close();
            }
        }
    }

    private record Connecting(Connector connector) implements CheckKind<Question.Tcp> {

        @Override
        public Class<Question.Tcp> question() {
            return Question.Tcp.class;
        }

        @Override
        public Question.Tcp fill(Question.Tcp question, UnaryOperator<String> secrets) {
            return question;
        }

        @Override
        public Optional<Fault> ask(Question.Tcp question, Ask ask) throws Exception {
            var socket = connector.connect(question.host(), question.port(), question.route(), ask);
            assertThat(socket.isConnected()).isTrue();
            return Optional.empty();
        }
    }
}
