package dev.tocsin.engine.catalog.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.catalog.CheckTiming;
import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.catalog.HeartbeatTiming;
import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.catalog.Question.ClientCertificate;
import dev.tocsin.contract.catalog.Question.Route;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.file.CatalogReading.Valid;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a catalog file says.
class CatalogFileTest {

    private static final Cell LOGIN_NA = Cell.of("login@na");

    @Test
    void aCheckIsOneQuestionForEachCellWithItsRegionsVariables() {
        var catalog = Harbour.catalog(Harbour.YAML);

        assertThat(catalog.checks())
                .filteredOn(check -> check.check().equals("cache-port"))
                .extracting(check -> check.question())
                .containsExactly(
                        new Question.Tcp("cache.eu.harbour.example", 6380),
                        new Question.Tcp("cache.na.harbour.example", 6379));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a{10}){100}", "a{500}b{500}", "[{9999}]x{2}", "\\\\{9999}", "(?i)a{2,}(b|c{3,40})*"})
    void anExpressionThatFitsIntoMemoryIsTaken(String expression) {
        assertThat(Harbour.catalog(
                                Harbour.with("body-contains: Password", "body-matches: \"%s\"".formatted(expression)))
                        .checks())
                .isNotEmpty();
    }

    @Test
    void aJobReportsForEachCellWithoutAnyVantagePoint() {
        var jobs = Harbour.with("maintenance:", """
                  nightly: { of: cache, heartbeat: { every: 24h, grace: 1h, longest: 30m, rotation: 2 } }
                  hourly: { of: billing, failing-means: degraded, heartbeat: { every: 1h } }
                maintenance:""");

        var catalog = Harbour.catalog(jobs);

        assertThat(catalog.checks())
                .filteredOn(check -> check.check().equals("nightly"))
                .extracting(CheckDefined::cell, CheckDefined::question, CheckDefined::from)
                .containsExactly(
                        tuple(
                                Cell.of("cache@eu"),
                                new Question.Heartbeat(new HeartbeatTiming(3_600_000, 1_800_000L), 2),
                                List.of("heartbeat")),
                        tuple(
                                Cell.of("cache@na"),
                                new Question.Heartbeat(new HeartbeatTiming(3_600_000, 1_800_000L), 2),
                                List.of("heartbeat")));
        var hourly = catalog.checksOf(Cell.of("billing@eu")).getFirst();
        assertThat(hourly.question()).isEqualTo(new Question.Heartbeat(new HeartbeatTiming(360_000, null), 1));
        assertThat(hourly.timing().everyMillis()).isEqualTo(3_600_000);
        assertThat(catalog.assignedChecks().get(Cell.of("billing@eu")))
                .extracting(CellChecksDefined.AssignedCheck::heartbeat)
                .containsExactly(new HeartbeatTiming(360_000, null));
    }

    @Test
    void aSecretStaysAReference() {
        assertThat(check("login-token").question()).isInstanceOfSatisfying(Question.Http.class, http -> {
            assertThat(http.headers()).isEqualTo(Map.of("Authorization", "Bearer ${CRM_PROBE_TOKEN}"));
            assertThat(http.status()).containsExactly(200, 201);
            assertThat(http.url()).isEqualTo("https://na.harbour.example/token");
        });
    }

    @Test
    void timingIsTheSettingsUnlessACheckStatesItsOwn() {
        assertThat(check("login-page").timing()).isEqualTo(new CheckTiming(30_000, 5_000, 800, 3, 75_000));
        assertThat(check("login-token").timing()).isEqualTo(new CheckTiming(60_000, 5_000, 5_000, 3, 150_000));
        assertThat(check("certificate").failingMeans()).isEqualTo(FailingMeans.DEGRADED);
    }

    @Test
    void oneVantagePointConfirmsFourTimesAndAVoteLivesTenSecondsAtLeast() {
        var catalog = Harbour.catalog(Harbour.with("every: 30s, timeout: 5s", "every: 1s"));

        assertThat(catalog.checksOf(Cell.of("cache@na")).getFirst().timing())
                .isEqualTo(new CheckTiming(1_000, 1_000, 1_000, 4, 10_000));
    }

    @Test
    void componentsAreInEveryRegionUnlessTheySay() {
        var catalog = Harbour.catalog(Harbour.YAML);

        assertThat(catalog.needs(LOGIN_NA))
                .containsExactly(Cell.of("api@na"), Cell.of("cache@na"), Cell.of("billing@eu"));
        assertThat(catalog.has(Cell.of("billing@na"))).isFalse();
    }

    @Test
    void namesOfContainersAreHostsToo() {
        var catalog = Harbour.catalog(Harbour.with("tcp://two.example:443", "tcp://my_svc:6379")
                .replace("https://{host}/login", "http://my_svc:8080/login")
                .replace("cache.{host}", "my_svc"));

        assertThat(check(catalog, "login-page").question())
                .isInstanceOfSatisfying(
                        Question.Http.class, http -> assertThat(http.url()).isEqualTo("http://my_svc:8080/login"));
    }

    /// So that an upgrade starts no vote anew.
    @Test
    void aDefinitionIsTheSameAsBeforeNewKeysCame() {
        assertThat(check("login-page").definition()).isEqualTo("e761bd8e406b");
        assertThat(check("certificate").definition()).isEqualTo("f3702f55fa9e");
    }

    @Test
    void howATargetIsReachedIsPartOfTheQuestion() {
        var catalog = Harbour.catalog(Harbour.with(
                        "status: 200, body-contains",
                        "proxy: \"http://one:3128\", proxy-authorization: \"Basic ${PROXY}\", trust: /etc/ca.pem, "
                                + "client-certificate: /etc/probe.pem, client-key: /etc/key.pem, body-contains")
                .replace("days-left: 14", "days-left: 14, ip: 6, proxy: direct")
                .replace("host: \"cache.{host}\"", "ip: 4, host: \"cache.{host}\""));

        assertThat(check(catalog, "login-page").question()).isInstanceOfSatisfying(Question.Http.class, http -> {
            assertThat(http.route()).isEqualTo(new Route(null, "http://one:3128", "Basic ${PROXY}"));
            assertThat(http.trust()).isEqualTo("/etc/ca.pem");
            assertThat(http.clientCertificate()).isEqualTo(new ClientCertificate("/etc/probe.pem", "/etc/key.pem"));
        });
        assertThat(check(catalog, "certificate").question())
                .isInstanceOfSatisfying(
                        Question.Tls.class, tls -> assertThat(tls.route()).isEqualTo(new Route(6, "direct", null)));
        assertThat(catalog.checksOf(Cell.of("cache@na")).getFirst().question())
                .isEqualTo(new Question.Tcp("cache.na.harbour.example", 6379, new Route(4, null, null)));
    }

    @Test
    void bracesAreKeptWhereTheyAreDoubled() {
        var catalog = Harbour.catalog(
                Harbour.with(
                        "method: POST",
                        "body: '{\"query\":\"{{health}} {user{{name}}} {Any} { host }\",\"at\":\"{host}\",\"price\":\"$${x}\"}'"));

        assertThat(check(catalog, "login-token").question())
                .isInstanceOfSatisfying(
                        Question.Http.class,
                        http -> assertThat(http.body())
                                .isEqualTo(
                                        "{\"query\":\"{health} {user{name}} {Any} { host }\",\"at\":\"na.harbour.example\","
                                                + "\"price\":\"$${x}\"}"));
    }

    @Test
    void blocksAreMerged() {
        var catalog = Harbour.catalog(
                Harbour.with("regions:\n", "x-http: &http { status: 204, follow-redirects: 2 }\nregions:\n")
                        .replace("status: 200, body-contains", "<<: *http, follow-redirects: 3, body-contains")
                        .replace("status: [200, 201] }", "<<: [*http, { status: 500, read-body: true }] }"));

        assertThat(check(catalog, "login-page").question()).isInstanceOfSatisfying(Question.Http.class, http -> {
            assertThat(http.status()).containsExactly(204);
            assertThat(http.followRedirects()).isEqualTo(3);
        });
        assertThat(check(catalog, "login-token").question()).isInstanceOfSatisfying(Question.Http.class, http -> {
            assertThat(http.status()).containsExactly(204);
            assertThat(http.followRedirects()).isEqualTo(2);
            assertThat(http.readBody()).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "BYDAY=SU;FREQ=WEEKLY, FREQ=WEEKLY;BYDAY=SU",
        "RRULE:FREQ=WEEKLY;BYDAY=SU, FREQ=WEEKLY;BYDAY=SU",
        "rrule:byday=su;interval=2;freq=weekly;, FREQ=WEEKLY;BYDAY=SU;INTERVAL=2",
        "freq=monthly;bymonthday=-1;until=20280101T000000z, FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20280101T000000Z"
    })
    void aRuleMayBeWrittenInAnyOrderAndCase(String written, String rule) {
        var catalog = Harbour.catalog(Harbour.with("repeats: FREQ=WEEKLY;BYDAY=SU", "repeats: \"" + written + "\""));

        assertThat(catalog.plans())
                .singleElement()
                .extracting(plan -> plan.repeats())
                .isEqualTo(rule);
    }

    @Test
    void aHostInAnotherScriptIsShownAsItIsWritten() {
        var catalog = Harbour.catalog(Harbour.with("https://{host}/login", "https://münchen.example/login"));

        assertThat(check(catalog, "login-page").question())
                .isInstanceOfSatisfying(
                        Question.Http.class, http -> assertThat(http.url()).isEqualTo("https://münchen.example/login"));
    }

    @Test
    void aControlUnderTheDomainOfWhatItIsAskedForIsWarnedOf() {
        var file = Harbour.with("https://one.example", "https://status.harbour.example/up")
                .replace("tcp://two.example:443", "tcp://127.0.0.1:443");

        assertThat(((Valid) CatalogFile.read(file.getBytes(UTF_8))).warnings())
                .singleElement()
                .hasToString("line 11, column 60: vantage-points.us-east.controls[1]: "
                        + "\"https://status.harbour.example/up\" shares the domain harbour.example with a check "
                        + "from us-east: when the DNS of harbour.example fails, the control fails too, and no cell is "
                        + "called down; choose a control in another domain");
        assertThat(((Valid) CatalogFile.read(Harbour.YAML.getBytes(UTF_8))).warnings())
                .isEmpty();
    }

    @Test
    void theDefinitionChangesWithTheQuestionOnly() {
        var before = check("login-page").definition();

        var slower = Harbour.catalog(Harbour.with("slow-after: 800ms", "slow-after: 900ms"));
        var another = Harbour.catalog(Harbour.with("body-contains: Password", "body-contains: Passwort"));

        assertThat(check(slower, "login-page").definition()).isEqualTo(before);
        assertThat(check(another, "login-page").definition()).isNotEqualTo(before);
    }

    private static CheckDefined check(String id) {
        return check(Harbour.catalog(Harbour.YAML), id);
    }

    private static CheckDefined check(Catalog catalog, String id) {
        return catalog.checksOf(LOGIN_NA).stream()
                .filter(check -> check.check().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
