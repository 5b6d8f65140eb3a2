package dev.tocsin.notifier.channel.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tocsin.notifier.channel.AllowedEndpoints;
import dev.tocsin.notifier.channel.EndpointRules;
import dev.tocsin.notifier.channel.http.GuardedClient.RequestOutcome;
import dev.tocsin.notifier.channel.http.GuardedClient.RequestOutcome.Answered;
import dev.tocsin.notifier.channel.http.GuardedClient.RequestOutcome.Denied;
import dev.tocsin.notifier.channel.http.GuardedClient.RequestOutcome.Failed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against real servers on this machine, with an exception for one of two addresses in force: the other stands for all
/// that is private.
final class GuardedClientTest extends GuardedClientFixture {

    private final HttpServer closed = serve("127.0.0.2", port);
    private final EndpointRules rules = new EndpointRules(AllowedEndpoints.of(List.of("127.0.0.1:" + port)));

    @Test
    void theNameStaysWhileTheCheckedAddressIsDialled() throws UnknownHostException {
        answer(open, 200, "well");

        var outcome = post("http://hooks.example:%d/in?key=private".formatted(port), addresses("127.0.0.1"));

        assertThat(outcome).isInstanceOfSatisfying(Answered.class, answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).hasToString("well");
        });
        assertThat(requests).containsExactly("127.0.0.1 POST hooks.example:%d /in?key=private".formatted(port));
    }

    @Test
    void aDeniedAddressIsNotDialled() {
        answer(closed, 200, "secret");

        assertThat(post("http://127.0.0.2:%d/".formatted(port), Resolver::system))
                .isEqualTo(new Denied("the address leads to a private or reserved address"));
        assertThat(requests).isEmpty();
    }

    @Test
    void oneDeniedOfTwoAnswersDeniesBoth() throws UnknownHostException {
        answer(open, 200, "well");
        answer(closed, 200, "secret");

        assertThat(post("http://hooks.example:%d/".formatted(port), addresses("127.0.0.1", "127.0.0.2")))
                .isInstanceOf(Denied.class);
        assertThat(requests).isEmpty();
    }

    @Test
    void aNameThatTurnsPrivateIsDeniedThen() throws UnknownHostException {
        answer(open, 200, "well");
        answer(closed, 200, "secret");
        var answers = new ArrayList<>(List.of(
                addresses("127.0.0.1").resolve(""), addresses("127.0.0.2").resolve("")));
        Resolver turning = _ -> answers.removeFirst();

        assertThat(post("http://hooks.example:%d/".formatted(port), turning)).isInstanceOf(Answered.class);
        assertThat(post("http://hooks.example:%d/".formatted(port), turning)).isInstanceOf(Denied.class);
        assertThat(requests).hasSize(1);
    }

    @Test
    void aRedirectIsNotFollowed() {
        answer(closed, 200, "secret");
        open.createContext("/", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().add("Location", "http://127.0.0.2:%d/".formatted(port));
                exchange.sendResponseHeaders(302, -1);
            }
        });

        assertThat(post("http://127.0.0.1:%d/".formatted(port), Resolver::system))
                .isInstanceOfSatisfying(
                        Answered.class, answer -> assertThat(answer.status()).isEqualTo(302));
        assertThat(requests).isEmpty();
    }

    @Test
    void ofALongAnswerOnlyTheBeginningIsRead() {
        open.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                while (true) {
                    body.write(new byte[4096]);
                }
            }
        });

        assertThat(post("http://127.0.0.1:%d/".formatted(port), Resolver::system))
                .isInstanceOfSatisfying(
                        Answered.class,
                        answer -> assertThat(answer.body().length()).isEqualTo(GuardedClient.MOST_OF_AN_ANSWER));
    }

    @Test
    void anEndpointThatDoesNotAnswerInTimeFails() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var allowed = new EndpointRules(AllowedEndpoints.of(List.of("127.0.0.1:" + silent.getLocalPort())));

            assertThat(outcome("http://127.0.0.1:" + silent.getLocalPort(), allowed, Resolver::system, Kind.NOTICE))
                    .isEqualTo(new Failed("no answer within 2 s"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nwell",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nwell\r\n",
                "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
            })
    void theStatusOfANoticeCountsBeforeTheAnswerEnds(String written) throws IOException {
        try (var endpoint = new ScriptedEndpoint(written, false)) {
            var started = Instant.now();

            var outcome = outcome(endpoint.url(), endpoint.rules(), Resolver::system, Kind.NOTICE);

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Answered.class,
                            answer -> assertThat(answer.status()).isEqualTo(200));
            assertThat(Duration.between(started, Instant.now())).isLessThan(TIMEOUT);
            assertThat(endpoint.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofAQuestionTheAnswerCountsAsFarAsItCame(boolean closes) throws IOException {
        try (var endpoint = new ScriptedEndpoint("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nwell", closes)) {
            var outcome = outcome(endpoint.url(), endpoint.rules(), Resolver::system, Kind.QUESTION);

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Answered.class, answer -> assertThat(answer.body()).hasToString("well"));
        }
    }

    @Test
    void whoRefusesTheConnectionFails() {
        open.stop(0);

        assertThat(post("http://127.0.0.1:%d/".formatted(port), Resolver::system))
                .isEqualTo(new Failed("the connection was refused"));
    }

    @Test
    void whoSpeaksNoTlsFails() {
        answer(open, 200, "well");

        assertThat(post("https://127.0.0.1:%d/".formatted(port), Resolver::system))
                .isInstanceOf(Failed.class);
    }

    @Test
    void aNameThatDoesNotResolveFails() {
        assertThat(post("http://hooks.example:%d/".formatted(port), _ -> {
                    throw new UnknownHostException();
                }))
                .isEqualTo(new Failed("the host does not resolve"));
    }

    private RequestOutcome post(String url, Resolver resolver) {
        return outcome(url, rules, resolver, Kind.QUESTION);
    }
}
