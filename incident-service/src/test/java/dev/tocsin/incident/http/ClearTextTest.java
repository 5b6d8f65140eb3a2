package dev.tocsin.incident.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class ClearTextTest {

    @TestHTTPResource("/api/v1/openapi")
    URI page = URI.create("");

    @Test
    void aClientThatWantsHttp2WithoutTlsIsAnsweredInHttp1() throws IOException, InterruptedException {
        try (var client = HttpClient.newBuilder().version(Version.HTTP_2).build()) {
            var answer = client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.discarding());

            assertThat(answer.version()).isEqualTo(Version.HTTP_1_1);
        }
    }
}
