package dev.tocsin.probe.check.http;

import static dev.tocsin.contract.health.ErrorKind.INCOMPLETE;
import static dev.tocsin.contract.health.ErrorKind.NOT_HTTP;
import static dev.tocsin.contract.health.ErrorKind.OTHER;
import static dev.tocsin.contract.health.ErrorKind.REFUSED;
import static dev.tocsin.contract.health.ErrorKind.RESET;
import static dev.tocsin.contract.health.ErrorKind.SECRET_MISSING;
import static dev.tocsin.contract.health.ErrorKind.TIMED_OUT;
import static dev.tocsin.contract.health.ErrorKind.TLS_FAILURE;
import static dev.tocsin.contract.health.ErrorKind.WRONG_BODY;
import static dev.tocsin.contract.health.ErrorKind.WRONG_HEADER;
import static dev.tocsin.contract.health.ErrorKind.WRONG_STATUS;
import static dev.tocsin.probe.check.http.HttpGet.get;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.health.Outcome;
import dev.tocsin.probe.check.Fault;
import dev.tocsin.probe.check.network.Asking;
import dev.tocsin.probe.check.network.ClosedPort;
import dev.tocsin.probe.check.network.TlsConnector;
import dev.tocsin.probe.check.network.Wire;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpCheckTest {

    private final Asking asking = asking(Map.of());
    private final HttpSite site = new HttpSite();

    private static Asking asking(Map<String, String> environment) {
        var exchange = new HttpExchange(Asking.connector(), new TlsConnector());
        return new Asking(new HttpCheck(exchange), environment);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void theRightAnswerPassesAndItsPhasesAreMeasured() {
        var answer = asking.ask(site.get("/login").question());

        assertThat(answer.outcome()).isEqualTo(Outcome.PASS);
        var phases = answer.phases();
        assertThat(phases.resolveMillis()).isNotNull();
        assertThat(phases.connectMillis()).isPositive();
        assertThat(phases.tlsMillis()).isNull();
        assertThat(phases.firstByteMillis()).isPositive();
        assertThat(phases.transferMillis()).isPositive();
        assertThat(answer.latencyMillis()).isGreaterThanOrEqualTo(requireNonNull(phases.firstByteMillis()));
    }

    @Test
    void aWrongStatusFails() {
        var fault = asking.ask(site.get("/nowhere").question()).fault();

        assertThat(fault).contains(Fault.of(WRONG_STATUS, "answered 404, not 200"));
    }

    @Test
    void headersAreCompared() {
        assertThat(asking.errorOf(site.get("/login").expecting("X-Cell", "login@na")))
                .isNull();
        assertThat(asking.errorOf(site.get("/login").expecting("x-cell", "login@eu")))
                .isEqualTo(WRONG_HEADER);
        assertThat(asking.errorOf(site.get("/login").expecting("X-Other", "any")))
                .isEqualTo(WRONG_HEADER);
    }

    @Test
    void theBodyIsSearched() {
        assertThat(asking.errorOf(site.get("/login").containing("fünf"))).isNull();
        assertThat(asking.errorOf(site.get("/login").containing("sechs"))).isEqualTo(WRONG_BODY);
        assertThat(asking.errorOf(site.get("/login").matching("^Pass.*f.nf$"))).isNull();
        assertThat(asking.errorOf(site.get("/login").matching("[0-9]"))).isEqualTo(WRONG_BODY);
    }

    @Test
    void anExpressionThatIsNotRe2BlamesNobodyElse() {
        var answer = asking.ask(site.get("/login").matching("(a)\\1"));

        assertThat(answer.outcome()).isEqualTo(Outcome.UNSURE);
        assertThat(answer.fault()).map(Fault::kind).contains(OTHER);
    }

    @Test
    void onlyTheFirstMebibyteIsRead() throws Exception {
        try (var wire = Wire.answering("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat((1 << 20) - 5) + "early")) {
            assertThat(asking.errorOf(get(wire, "/").containing("early"))).isNull();
        }
        try (var wire = Wire.answering("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(1 << 21) + "late")) {
            assertThat(asking.errorOf(get(wire, "/").containing("late"))).isEqualTo(WRONG_BODY);
        }
    }

    @Test
    void secretsArePutInAndNeverTold() {
        var asks = asking(Map.of("TOKEN", "s3cret"));

        assertThat(asks.errorOf(site.get("/login").following(0, Map.of("Authorization", "Bearer ${TOKEN}"))))
                .isNull();

        assertThat(site.seen()).containsExactly("GET /login Bearer s3cret");
        var fault = asks.ask(site.get("/x", "${TOKEN}.nowhere.invalid").question())
                .fault()
                .orElseThrow();
        assertThat(fault.detail()).doesNotContain("s3cret");
    }

    @Test
    void aMissingSecretIsNotTheCellsFault() {
        var answer = asking.ask(site.get("/login").following(0, Map.of("Authorization", "Bearer ${TOKEN}")));

        assertThat(answer.outcome()).isEqualTo(Outcome.UNSURE);
        assertThat(answer.fault()).contains(Fault.unsure(SECRET_MISSING, "the probe's environment has no TOKEN"));
        assertThat(site.seen()).isEmpty();
    }

    @Test
    void aRightAnswerThatComesLateIsSlow() throws Exception {
        try (var wire = Wire.answeringAfter(300, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            var answer = asking.ask(get(wire, "/").question(), 5000, 200);

            assertThat(answer.outcome()).isEqualTo(Outcome.SLOW);
            assertThat(answer.phases().firstByteMillis()).isBetween(250.0, 2000.0);
        }
    }

    @Test
    void aServerThatDripsIsEndedAtTheTimeout() throws Exception {
        try (var wire = Wire.dripping("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")) {
            var answer = asking.ask(get(wire, "/").containing("y"), 500, 500);

            assertThat(answer.fault()).map(Fault::kind).contains(TIMED_OUT);
            assertThat(answer.fault().orElseThrow().detail())
                    .isEqualTo("not done within 500 ms, while reading the answer");
            assertThat(answer.latencyMillis()).isBetween(490.0, 1500.0);
        }
    }

    @Test
    void aServerThatNeverAnswersIsEndedAtTheTimeout() throws Exception {
        try (var wire = Wire.silent()) {
            var answer = asking.ask(get(wire, "/").question(), 300, 300);

            assertThat(answer.fault().orElseThrow().detail())
                    .isEqualTo("not done within 300 ms, while waiting for the answer");
        }
    }

    @Test
    void whatBreaksIsToldApart() throws Exception {
        try (var closed = ClosedPort.onLoopback()) {
            assertThat(asking.errorOf(new HttpGet("http://127.0.0.1:" + closed.port() + "/").question()))
                    .isEqualTo(REFUSED);
        }
        try (var wire = Wire.greeting("220 mail.example ESMTP\r\n")) {
            assertThat(asking.errorOf(new HttpGet("https://127.0.0.1:%d/".formatted(wire.port())).question()))
                    .isEqualTo(TLS_FAILURE);
        }
        try (var wire = Wire.resetting()) {
            assertThat(asking.errorOf(get(wire, "/").question())).isEqualTo(RESET);
        }
        try (var wire = Wire.answering("")) {
            assertThat(asking.errorOf(get(wire, "/").question())).isEqualTo(RESET);
        }
        try (var wire = Wire.answering("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")) {
            assertThat(asking.errorOf(get(wire, "/").containing("abc"))).isEqualTo(INCOMPLETE);
        }
        try (var wire = Wire.answering("220 mail.example ESMTP\r\n\r\n")) {
            assertThat(asking.errorOf(get(wire, "/").question())).isEqualTo(NOT_HTTP);
        }
    }

    @Test
    void aSecretThatEndsWithALineBreakEndsNoHeader() {
        var asks = asking(Map.of("TOKEN", "s3cret\nX-Evil: 1\n"));

        assertThat(asks.errorOf(site.get("/login").following(0, Map.of("Authorization", "Bearer ${TOKEN}"))))
                .isNull();

        assertThat(site.seen()).containsExactly("GET /login Bearer s3cret X-Evil: 1");
    }

    @Test
    void twoDollarsKeepAReferenceAsText() {
        assertThat(asking.errorOf(site.get("/login").following(0, Map.of("Authorization", "$${NAME}"))))
                .isNull();

        assertThat(site.seen()).containsExactly("GET /login ${NAME}");
    }
}
