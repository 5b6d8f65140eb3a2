package dev.tocsin.incident.http;

import static io.restassured.RestAssured.given;
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
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Forms whose bodies cannot be read are wrong requests, and no faults of ours.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class UnreadableFormsTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TestHTTPResource
    URI base = URI.create("");

    @Test
    void aFormThatCannotBeDecodedIsAWrongRequest() {
        given().header("Authorization", "Bearer " + TocsinStack.OPERATOR_TOKEN)
                .contentType("application/x-www-form-urlencoded")
                .body("cells=%zz")
                .post("/api/v1/uptime/amendments")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    /// Its body comes when a resource class has the request already.
    @Test
    void aFieldOfAFormThatIsTooLongIsAWrongRequest() throws IOException, InterruptedException {
        var form = "cells=" + "x".repeat(600_000);
        try (var socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout((int) SOON.toMillis());
            socket.getOutputStream().write("""
                            GET /api/v1/status?region=nowhere HTTP/1.1\r
                            Host: localhost\r
                            Content-Type: application/x-www-form-urlencoded\r
                            Content-Length: %d\r
                            Connection: close\r
                            \r
                            """.formatted(form.length()).getBytes(UTF_8));
            Thread.sleep(500);
            socket.getOutputStream().write(form.getBytes(UTF_8));

            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 413")
                    .contains("application/problem+json")
                    .contains("The body, or a field in it, is too large.");
        }
    }

    @Test
    void aFormInSeveralPartsThatBreaksOffIsAWrongRequest() throws IOException, InterruptedException {
        var half = "--x\r\nContent-Disposition: form-data; name=\"cells\"\r\n\r\nlogin@na";
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(base.resolve("/api/v1/uptime/amendments"))
                            .header("Authorization", "Bearer " + TocsinStack.OPERATOR_TOKEN)
                            .header("Content-Type", "multipart/form-data; boundary=x")
                            .POST(BodyPublishers.ofString(half))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
            assertThat(answer.body()).contains("The form in several parts breaks off.");
        }
    }
}
