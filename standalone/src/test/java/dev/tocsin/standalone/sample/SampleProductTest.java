package dev.tocsin.standalone.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Json;
import dev.tocsin.stack.process.Ports;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleProductTest {

    private static final Duration SLOWNESS = Duration.ofMillis(400);

    private final HttpClient client = HttpClient.newHttpClient();
    private SampleProduct.SampleSettings settings;
    private SampleProduct product;

    @BeforeEach
    void start() throws IOException {
        var first = seventeenFreePorts();
        settings = new SampleProduct.SampleSettings(
                InetAddress.getLoopbackAddress(), Set.of(), first, first + 1, List.of(first + 16), SLOWNESS);
        product = SampleProduct.start(settings);
    }

    @AfterEach
    void stop() {
        product.close();
        client.close();
    }

    @Test
    void everyCellAndControlTargetAnswersAtFirst() throws Exception {
        for (var cell : SampleLayout.CELLS) {
            assertThat(health(cell).statusCode()).as(cell.toString()).isEqualTo(200);
        }
        assertThat(get(settings.targets().getFirst(), "/").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "cache,    'login, api, search, cache'",
        "database, 'login, api, database'",
        "api,      'login, api'",
        "login,    login",
        "search,   search"
    })
    void aBrokenCellTakesThoseThatNeedItAlongInItsOwnRegionOnly(String broken, String failing) throws Exception {
        act(broken + "@na", "break", "{\"how\": \"errors\"}");

        var expected = Set.of(failing.split(", "));
        for (var cell : SampleLayout.CELLS) {
            var fails = cell.region().equals("na") && expected.contains(cell.component());
            assertThat(health(cell).statusCode() != 200).as(cell.toString()).isEqualTo(fails);
        }
    }

    @Test
    void aFailingCellSaysWhichNeededOneFailsAndHow() throws Exception {
        act("cache@na", "break", "{\"how\": \"refuse\"}");

        var answer = health(Cell.of("search@na"));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("cache@na refused the connection");
    }

    @Test
    void eachFaultIsWhatItSays() throws Exception {
        var cache = Cell.of("cache@eu");

        act("cache@eu", "break", "{\"how\": \"errors\"}");
        assertThat(health(cache).statusCode()).isEqualTo(500);

        act("cache@eu", "break", "{\"how\": \"refuse\"}");
        assertThatThrownBy(() -> health(cache)).isInstanceOf(ConnectException.class);

        act("cache@eu", "break", "{\"how\": \"timeout\"}");
        assertThatThrownBy(() -> health(cache)).isInstanceOf(HttpTimeoutException.class);
        assertThat(health(Cell.of("search@eu")).body()).contains("cache@eu did not answer");

        act("cache@eu", "break", "{\"how\": \"slow\"}");
        assertThat(took(cache)).isGreaterThanOrEqualTo(SLOWNESS);
        assertThat(took(Cell.of("login@eu"))).isGreaterThanOrEqualTo(SLOWNESS);
        assertThat(health(Cell.of("login@eu")).statusCode()).isEqualTo(200);

        act("cache@eu", "heal", "{}");
        assertThat(health(cache).statusCode()).isEqualTo(200);
    }

    @Test
    void theControlShowsWhatIsBrokenAndWhatSuffers() throws Exception {
        act("cache@na", "break", "{\"how\": \"slow\"}");

        var cells =
                Json.mapper().readTree(get(settings.control(), "/cells").body()).path("items");

        assertThat(cells).hasSize(15);
        assertThat(cells)
                .filteredOn(cell -> cell.path("fault").asText().equals("slow"))
                .singleElement()
                .satisfies(cell -> assertThat(cell.path("cell").asText()).isEqualTo("cache@na"));
        assertThat(cells).filteredOn(cell -> !cell.path("failsWith").isEmpty()).hasSize(3);
        assertThat(get(settings.control(), "/").body()).contains("sample product");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cache@mars | break | {"how": "errors"} | 404 | cache@na
            cache@na   | break | {"how": "gently"} | 400 | errors, timeout, refuse, slow
            cache@na   | break | {}                | 400 | how
            cache@na   | break | nonsense          | 400 | JSON
            cache@na   | mend  | {}                | 404 | heal
            """)
    void whatMakesNoSenseIsAnsweredWithWhatWould(String cell, String action, String body, int status, String hint)
            throws Exception {
        var answer = send(cell, action, body, "application/json");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains(hint);
    }

    @Test
    void whatAnotherSitesFormCouldSendIsRefused() throws Exception {
        var answer = send("cache@na", "break", "{\"how\": \"errors\"}", "text/plain");

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(health(Cell.of("cache@na")).statusCode()).isEqualTo(200);
    }

    private void act(String cell, String action, String body) throws Exception {
        assertThat(send(cell, action, body, "application/json").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> send(String cell, String action, String body, String type) throws Exception {
        var address = URI.create("http://127.0.0.1:%d/cells/%s/%s".formatted(settings.control(), cell, action));
        return client.send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> health(Cell cell) throws Exception {
        return get(settings.cell(cell).getPort(), "/health");
    }

    private HttpResponse<String> get(int port, String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                .timeout(Duration.ofSeconds(2))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private Duration took(Cell cell) throws Exception {
        var begun = Instant.now();
        health(cell);
        return Duration.between(begun, Instant.now());
    }

    /// In a row: for the control page, fifteen cells and a control target.
    private static int seventeenFreePorts() {
        return IntStream.generate(Ports::free)
                .filter(first -> IntStream.range(first, first + 17).allMatch(Ports::isFree))
                .findFirst()
                .orElseThrow();
    }
}
