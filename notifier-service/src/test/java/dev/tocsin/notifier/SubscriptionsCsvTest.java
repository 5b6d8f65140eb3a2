package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.awaitCatalog;
import static dev.tocsin.notifier.NotifierSide.operator;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Operators bring subscriptions as a file, and get them as one.
@QuarkusTest
@WithTestResource(NotifierStack.class)
final class SubscriptionsCsvTest {

    private static final String PATH = "/api/v1/subscriptions.csv";
    private static final String HEADER =
            "channel,address,regions,components,leastSeverity,updates,maintenance,language,timeZone,secret,digest";
    private static final String DOMAIN = "csv.example";

    @Inject
    Database database;

    @RegisterExtension
    private final KafkaSide kafka = new KafkaSide();

    @BeforeEach
    void awaitWhatCanBeChosen() {
        awaitCatalog();
    }

    /// Nobody is to hear of other tests' incidents.
    @AfterEach
    void clear() {
        database.execute("update subscription set state = 'left' where address like '%" + DOMAIN + "%'");
    }

    @Test
    void whatIsExportedCanBeImportedAgain() {
        var file = """
                %s
                email,jo@%2$s,eu na,login,major,false,false,de,Europe/Berlin,,08:00
                email,'=cmd@%2$s,,,minor,true,true,en,,,hourly
                webhook,"https://8.8.8.8/%2$s/a,b",,,critical,true,true,en,,,
                """.formatted(HEADER, DOMAIN);

        assertThat(post(file).jsonPath().<String, Integer>getMap("")).isEqualTo(Map.of("added", 3, "changed", 0));
        var exported = exported();
        assertThat(exported.lines().filter(line -> line.contains(DOMAIN)))
                .containsExactlyInAnyOrder(file.lines().skip(1).toArray(String[]::new));
        assertThat(exported).startsWith(HEADER + "\n").doesNotContain("whsec_");

        var again = post(exported).jsonPath();
        assertThat(again.getInt("added")).isZero();
        assertThat(again.getInt("changed")).isGreaterThanOrEqualTo(3);
        assertThat(exported()).isEqualTo(exported);
    }

    @Test
    void anAddressThatIsThereTakesOverWhatIsChosen() {
        post("channel,address,regions,leastSeverity\nemail,jo@%s,na,critical\n".formatted(DOMAIN));
        var result = post(
                "channel,address,regions,leastSeverity,updates\nemail,JO@%s,eu,critical,false\n".formatted(DOMAIN));

        assertThat(result.jsonPath().<String, Integer>getMap("")).isEqualTo(Map.of("added", 0, "changed", 1));
        assertThat(database.all("""
                        select concat_ws(' ', address, array_to_string(regions, ','), updates) from subscription
                        where state = 'confirmed' and address ilike '%%%s'""".formatted(DOMAIN))).containsExactly("jo@%s eu f".formatted(DOMAIN));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            channel,address,color           | email,b@csv.example,red            | line 1, column color   | is not known; known are channel, address, regions, components, leastSeverity, updates, maintenance, language, timeZone, secret, digest
            channel,regions                 | email,na                           | line 1                 | has no column address
            channel,address                 | email,nobody                       | line 4, column address | is not a mail address such as jo@example.com
            channel,address                 | pigeon,b@csv.example               | line 4, column channel | is not email, webhook, slack, teams, discord, statuspage, pagerduty or sms
            channel,address                 | webhook,https://10.0.0.1/          | line 4, column address | leads to a private or reserved address
            channel,address,regions         | email,b@csv.example,na atlantis    | line 4, column regions | no region "atlantis"; there are na, eu
            channel,address,updates         | email,b@csv.example,perhaps        | line 4, column updates | is not true or false
            channel,address                 | email,A@csv.example                | line 4, column address | is also on line 2; an address has one subscription
            """)
    void oneBadRowRefusesTheFileAndSaysWhereAndWhatWouldBeRight(
            String header, String row, String field, String message) {
        var commas = ",".repeat(header.split(",").length - 2);
        var good = header.contains("address")
                ? "email,a@%1$s%2$s\nemail,\"c@%1$s\"%2$s\n".formatted(DOMAIN, commas)
                : "email,\nemail,\n";

        var answer = post(header + "\n" + good + row + "\n");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().<Map<String, String>>getList("errors"))
                .containsExactly(Map.of("field", field, "message", message));
        assertThat(database.all(
                        "select id from subscription where state = 'confirmed' and address like '%" + DOMAIN + "'"))
                .isEmpty();
    }

    @Test
    void whatIsNoCsvIsSaidWithItsLine() {
        var answer = post("channel,address\nemail,a@%s\nemail,b@%s,too,many\n".formatted(DOMAIN, DOMAIN));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("errors[0].field")).isEqualTo("line 3");
        assertThat(answer.jsonPath().getString("errors[0].message"))
                .startsWith("cannot be read as CSV: Too many entries");
    }

    @Test
    void manyAreTakenAtOnce() {
        var rows = IntStream.range(0, 5_000)
                .mapToObj("email,many%d@csv.example,critical,false"::formatted)
                .collect(joining("\n", "channel,address,leastSeverity,maintenance\n", "\n"));

        assertThat(post(rows).jsonPath().getInt("added")).isEqualTo(5_000);
        assertThat(exported().lines().filter(line -> line.contains("many"))).hasSize(5_000);
    }

    @Test
    void onlyOperatorsMayAndOnlyFilesMayBeLarge() {
        given().get(PATH).then().statusCode(401);
        given().contentType("text/csv")
                .body("channel,address\n")
                .post(PATH)
                .then()
                .statusCode(401);
        given().contentType("application/json")
                .body("{\"channel\": \"" + "x".repeat(300_000) + "\"}")
                .post("/api/v1/subscriptions")
                .then()
                .statusCode(413)
                .contentType("application/problem+json");
        given().contentType("text/csv")
                .body("x".repeat(300_000))
                .post("/api/v1/subscriptions/any.csv")
                .then()
                .statusCode(413);
    }

    private static String exported() {
        var answer = operator().get(PATH);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("text/csv");
        return answer.asString();
    }

    private static Response post(String file) {
        return operator().contentType("text/csv").body(file.getBytes(UTF_8)).post(PATH);
    }
}
