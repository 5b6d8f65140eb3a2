package dev.tocsin.system;

import static dev.tocsin.contract.health.ErrorKind.CERTIFICATE_EXPIRED;
import static dev.tocsin.contract.health.ErrorKind.CERTIFICATE_EXPIRING;
import static dev.tocsin.contract.health.ErrorKind.NAME_NOT_FOUND;
import static dev.tocsin.contract.health.ErrorKind.REFUSED;
import static dev.tocsin.contract.health.ErrorKind.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.status.StatusChanged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An nginx, a PostgreSQL port, a DNS server and a TLS endpoint, all real, each broken and seen as what it is.
@StartsStandalone
class RealThingsIT {

    private static final Duration LONG = Duration.ofMinutes(3);
    private static final int WEB = 25_080;
    private static final int TLS = 25_443;
    private static final int NAMES = 25_053;
    private static final int OFFSET = FastStandalone.PORT_OFFSET + 300;
    private static final int POSTGRES = 15_432 + OFFSET;

    private final List<Process> started = new ArrayList<>();
    private Path lab = Path.of("target", "real-things").toAbsolutePath();

    @BeforeEach
    void startAll() throws IOException {
        Standalone.run("rm", "-rf", lab.toString());
        lab = Files.createDirectories(lab);
        certificate("good", "now", 30);
        certificate("expiring", "now", 3);
        certificate("expired", "-10d", 5);
        for (var name : List.of("good", "expiring", "expired")) {
            Files.writeString(
                    lab.resolve("trust.pem"),
                    Files.readString(lab.resolve(name + ".crt")),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
        show("good");
        nginx("web", "listen 127.0.0.1:%d; location / { return 200 'nginx is here'; }".formatted(WEB));
        nginx(
                "tls",
                "listen 127.0.0.1:%d ssl; ssl_certificate %s; ssl_certificate_key %s;"
                        .formatted(TLS, lab.resolve("shown.crt"), lab.resolve("shown.key")));
        dns("--host-record=shop.lab.example,192.0.2.10");
        Files.writeString(lab.resolve("catalog.yaml"), catalog());
    }

    @AfterEach
    void stopAll() {
        started.forEach(Process::destroy);
        iptables("-D");
    }

    @Test
    @NeedsRoot("a firewalled port wants iptables")
    void eachIsSeenAsWhatItIs() throws Exception {
        try (var tocsin = Standalone.upAfresh(
                "real-things-tocsin",
                OFFSET,
                "--catalog",
                lab.resolve("catalog.yaml").toString())) {
            tocsin.awaitQuiet();

            var web = started.getFirst();
            web.destroy();
            web.waitFor();
            assertSeen(tocsin, "web@lab", Verdict.DOWN, REFUSED);

            started.get(2).destroy();
            started.get(2).waitFor();
            dns("--local=/lab.example/");
            assertSeen(tocsin, "names@lab", Verdict.DOWN, NAME_NOT_FOUND);

            show("expiring");
            reload(started.get(1));
            assertSeen(tocsin, "certificate@lab", Verdict.DOWN, CERTIFICATE_EXPIRING);
            show("good");
            reload(started.get(1));
            await("good again")
                    .atMost(LONG)
                    .until(() -> tocsin.verdict("certificate@lab").equals("UP"));
            show("expired");
            reload(started.get(1));
            assertSeen(tocsin, "certificate@lab", Verdict.DOWN, CERTIFICATE_EXPIRED);

            iptables("-A");
            assertSeen(tocsin, "store@lab", Verdict.DOWN, TIMED_OUT);
            iptables("-D");
            await("reachable again")
                    .atMost(LONG)
                    .until(() -> tocsin.verdict("store@lab").equals("UP"));
        }
    }

    private String catalog() {
        return """
            page: { name: Real things, url: "https://trust.lab.example" }
            settings:
              checks: { every: 1s, timeout: 900ms, from: [us-east, eu-west, ap-south] }
              correlation: { open-hold: 2s, end-hold: 5s, reopened-end-hold: 5s, reopen-within: 2s }
            regions:
              lab: { name: The lab, at: [50.1, 8.7], customers: 100 }
            vantage-points:
              us-east:  { name: Virginia,  at: [39.0, -77.5] }
              eu-west:  { name: Ireland,   at: [53.3, -6.3] }
              ap-south: { name: Mumbai,    at: [19.1, 72.9] }
            components:
              web:         { name: Web server }
              store:       { name: Store }
              names:       { name: Names }
              certificate: { name: Certificate }
            checks:
              page: { of: web, http: { url: "http://127.0.0.1:%d/", status: 200, body-contains: nginx } }
              port: { of: store, tcp: { host: 127.0.0.1, port: %d } }
              name: { of: names, dns: { name: shop.lab.example, type: A, server: "127.0.0.1:%d", answer-any-of: [192.0.2.10] } }
              days: { of: certificate, tls: { host: localhost, port: %d, days-left: 14, trust: "%s" } }
            """.formatted(WEB, POSTGRES, NAMES, TLS, lab.resolve("trust.pem"));
    }

    /// By two vantage points at least, for a verdict wants a majority.
    private static void assertSeen(Standalone tocsin, String cell, Verdict verdict, ErrorKind error) {
        await(cell + " seen as " + error)
                .atMost(LONG)
                .untilAsserted(() -> assertThat(
                                new Log(tocsin.kafka()).events(Topic.STATUS_HISTORY, StatusChanged.class))
                        .filteredOn(change -> change.cell().equals(Cell.of(cell)) && change.verdict() == verdict)
                        .last()
                        .satisfies(change -> assertThat(change.votes())
                                .filteredOn(vote -> vote.error() == error)
                                .hasSizeGreaterThanOrEqualTo(2)));
    }

    /// New connections to PostgreSQL's port get no answer; those that stand go on.
    private static void iptables(String addOrDelete) {
        Standalone.run("iptables", addOrDelete, "INPUT", "-p", "tcp", "--dport", "" + POSTGRES, "--syn", "-j", "DROP");
    }

    private void nginx(String name, String server) throws IOException {
        var configuration = lab.resolve(name + ".conf");
        Files.writeString(configuration, """
                daemon off; pid %1$s.pid; error_log %1$s.log; user root;
                events {}
                http { access_log off; server { %2$s } }
                """.formatted(lab.resolve(name), server));
        started.add(start("nginx", "-p", lab.toString(), "-c", configuration.toString()));
    }

    private void dns(String record) throws IOException {
        var server = start(
                "dnsmasq",
                "--keep-in-foreground",
                "--conf-file=/dev/null",
                "--no-resolv",
                "--no-hosts",
                "--pid-file=",
                "--user=root",
                "--listen-address=127.0.0.1",
                "--bind-interfaces",
                "--port=" + NAMES,
                record);
        if (started.size() < 3) {
            started.add(server);
        } else {
            started.set(2, server);
        }
    }

    private Process start(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        lab.resolve(command[0] + ".out").toFile()))
                .start();
    }

    private static void reload(Process nginx) {
        Standalone.run("kill", "-HUP", Long.toString(nginx.pid()));
    }

    private void show(String name) throws IOException {
        for (var ending : List.of(".crt", ".key")) {
            Files.writeString(lab.resolve("shown" + ending), Files.readString(lab.resolve(name + ending)));
        }
    }

    /// Self-signed, for localhost, by the JDK's keytool, since openssl makes none that has expired.
    private void certificate(String name, String from, int days) {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var store = lab.resolve(name + ".p12").toString();
        succeeds(
                keytool,
                "-genkeypair",
                "-alias",
                "lab",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-validity",
                "" + days,
                "-startdate",
                from.equals("now") ? "-1H" : from,
                "-keystore",
                store,
                "-storepass",
                "changeit");
        succeeds(
                "openssl",
                "pkcs12",
                "-in",
                store,
                "-passin",
                "pass:changeit",
                "-nokeys",
                "-out",
                lab.resolve(name + ".crt").toString());
        succeeds(
                "openssl",
                "pkcs12",
                "-in",
                store,
                "-passin",
                "pass:changeit",
                "-nocerts",
                "-nodes",
                "-out",
                lab.resolve(name + ".key").toString());
    }

    private static void succeeds(String... command) {
        var done = Standalone.run(command);
        assertThat(done.exitCode()).as(done.output()).isZero();
    }
}
