package dev.tocsin.incident.operations.page;

import static dev.tocsin.incident.trust.live.Harbour.CACHE_NA;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.figures.MinuteCounted;
import dev.tocsin.contract.figures.MinuteCounted.CheckCount;
import dev.tocsin.contract.figures.MinuteCounted.LatencyBin;
import dev.tocsin.incident.operations.api.StandingIncidents;
import dev.tocsin.incident.trust.figures.store.FigureStore;
import dev.tocsin.incident.trust.figures.store.ReadMinute;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The evidence on the page of an incident, beside its story.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class OperationsEvidenceTest {

    private static final LatencyBin QUICK = new LatencyBin(75, 6);

    /// A time of which no other test has figures.
    private final Instant onset = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(9, ChronoUnit.DAYS);

    private final TopicPartition partition =
            new TopicPartition(UUID.randomUUID().toString(), 0);

    @Inject
    DataSource database;

    @Inject
    FigureStore figures;

    private StandingIncidents incidents;

    @BeforeEach
    void nothingIsBroken() throws SQLException {
        incidents = StandingIncidents.none(database);
    }

    @Test
    void theRootsFiguresAreDrawnAroundTheOnsetByVantagePoint() throws SQLException {
        var minutes = IntStream.range(-20, 20)
                .mapToObj(minute -> minute(onset.plus(Duration.ofMinutes(minute)), minute >= 0))
                .toList();
        figures.add(
                IntStream.range(0, minutes.size())
                        .mapToObj(offset -> new ReadMinute(partition, offset, minutes.get(offset)))
                        .toList(),
                Map.of(partition, (long) minutes.size()));

        var began = onset.plusSeconds(50);

        var page = page(incidents.outage(began), "");

        assertThat(page)
                .containsPattern(
                        "<span>Virginia</span> <span class=\"facts\">\\d+ ms, none of \\d+ failed\\s+→ no answers")
                .contains("<path class=\"onset\" d=\"M", "Figures of cache-page as a table", "2 more charts")
                .doesNotContain("No figures of this time are kept");
        assertThat(charts(page)).isEqualTo(12);
        assertThat(charts(page(incidents.outage(began), "&all=charts"))).isEqualTo(14);
    }

    @Test
    void withoutFiguresThePageSaysSo() throws SQLException {
        assertThat(page(incidents.outage(), "")).contains("No figures of this time are kept");
    }

    @Test
    void theWayFromTheRootAndThePartsOfItsScoreAreDrawnAndSaid() throws SQLException {
        assertThat(page(incidents.outage(), ""))
                .contains("<svg class=\"path\"", "<g class=\"root\">", "The path as a list")
                .containsPattern(
                        "Cache \\(North America\\)</a> <span class=\"facts\">suspected root · Down · needed by")
                .containsPattern("role=\"img\" aria-label=\"Score 1\\.00 of 1: upstream 0\\.50, dependents 0\\.50\"")
                .contains("2 of 2 other bad cells need it");
    }

    @Test
    void reachIsANumberWithItsBase() throws SQLException {
        assertThat(page(incidents.outage(), ""))
                .contains("<span class=\"state\">20,000</span> of 40,000 customers, 50");
    }

    private static int charts(String page) {
        return page.split("<path class=\"median\"", -1).length - 1;
    }

    private static MinuteCounted minute(Instant minute, boolean failed) {
        var points = Stream.concat(Stream.of("us-east"), IntStream.range(0, 13).mapToObj("point-%02d"::formatted));
        return new MinuteCounted(
                CACHE_NA,
                minute,
                minute.plusSeconds(60),
                points.map(point -> new CheckCount(
                                "cache-page",
                                point,
                                failed && point.equals("us-east") ? 6 : 0,
                                0,
                                failed && point.equals("us-east") ? List.of() : List.of(QUICK)))
                        .toList());
    }

    private static String page(String id, String more) {
        return given().header("Authorization", "Bearer " + TocsinStack.OPERATOR_TOKEN)
                .accept("text/html")
                .get("/ops/incident?id=" + id + more)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
