package dev.tocsin.incident.trust.pagestream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A stream takes no body. One that comes all the same is refused at once, and holds up nothing.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class UnreadBodyTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    /// Two of them are more than a connection's window of 65,535 bytes.
    private static final String BODY = "x".repeat(60_000);

    @TestHTTPResource
    URI base = URI.create("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/stream",
                "/live",
                "/ops/live",
                "/ops/wall/live",
                "/ops/incident/live?id=any",
                "/incidents/any/live"
            })
    void aStreamsBodyHoldsUpNoOtherRequestOfItsConnection(String path) throws IOException, InterruptedException {
        var client = HttpClient.newHttpClient();
        try {
            // A small answer: the client now and then waits for ever for the rest of a large one that comes with the
            // change of protocols.
            client.send(request("/api/v1/status").GET().build(), BodyHandlers.discarding());

            for (var number = 0; number < 4; number++) {
                var stream = withBody(client, path, BODY);

                assertThat(stream.version()).isEqualTo(HttpClient.Version.HTTP_2);
                assertThat(stream.statusCode()).isEqualTo(400);
                assertThat(stream.body()).asString(UTF_8).contains("A stream takes no body");
            }
            assertThat(withBody(client, "/api/v1/changes", BODY).statusCode()).isEqualTo(405);
        } finally {
            client.shutdownNow();
        }
    }

    /// The body is announced, and nothing of it has come.
    @Test
    void aSocketIsAnsweredAtOnceToo() throws IOException {
        try (var socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout((int) SOON.toMillis());
            socket.getOutputStream()
                    .write("GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n"
                            .getBytes(UTF_8));

            assertThat(socket.getInputStream().readNBytes(12)).asString(UTF_8).isEqualTo("HTTP/1.1 400");
        }
    }

    private HttpResponse<byte[]> withBody(HttpClient client, String path, String body)
            throws IOException, InterruptedException {
        return client.send(
                request(path).method("GET", BodyPublishers.ofString(body)).build(), BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(SOON)
                .header("Authorization", "Bearer " + TocsinStack.OPERATOR_TOKEN);
    }
}
