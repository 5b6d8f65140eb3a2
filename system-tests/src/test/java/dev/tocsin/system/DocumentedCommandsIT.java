package dev.tocsin.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Runs the commands that `docs/commands.md` lists with this test, as the pages have them, in bash.
@SharesStandalone
@NeedsProgram("curl")
@EnabledOnOs(value = OS.LINUX, disabledReason = "date -d is that of Linux")
class DocumentedCommandsIT {

    private static final Duration LONG = Duration.ofMinutes(3);
    private static final String ID = "\"id\":\"([^\"]+)\"";

    /// The sample subscriber of North America.
    private static final String CUSTOMER = "na@customer.example";

    /// What a mail server sends back about a mail that Tocsin does not know.
    private static final String REPORT = """
            Subject: Undelivered Mail Returned to Sender
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="part"

            --part
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.customer.example

            Final-Recipient: rfc822; jo@customer.example
            Action: failed
            Status: 5.1.1

            --part--
            """.replace("\n", "\r\n");

    @TempDir
    private Path folder;

    private ReaderShell shell;

    @BeforeEach
    void openShell(Standalone tocsin) throws IOException {
        shell = new ReaderShell(tocsin, folder);
    }

    @Test
    void whatStandsIsReadOverHttp() throws IOException {
        shell.run("api.md", "export TOCSIN_OPERATOR_TOKEN=$(cat .tocsin/operator-token)");

        prints("quickstart.md", "curl -s http://127.0.0.1:8080/api/v1/cells", "\"cell\":\"login@na\"");
        prints("quickstart.md", "curl -s http://127.0.0.1:8080/api/v2/summary.json", "Log in (North America)");
        prints("quickstart.md", "curl -s http://127.0.0.1:8080/history.atom", "<feed");
        prints(
                "embedding.md",
                "curl -s 'http://127.0.0.1:8080/api/v1/status?component=login&region=na'",
                "\"url\":\"http://127.0.0.1:");
        assertThat(shell.follow("quickstart.md", "curl -sN http://127.0.0.1:8080/api/v1/stream"))
                .contains("login@na");
        assertThat(shell.follow("api.md", "curl -sN http://127.0.0.1:8080/api/v1/stream"))
                .contains("login@na");
        prints("api.md", "curl … /q/health/ready", "\"status\": \"UP\"");
        prints("api.md", "curl … /q/metrics …", "tocsin_detection_");
    }

    @Test
    @NeedsProgram("kcat")
    void topicsAreReadWithKcat(Standalone tocsin) throws IOException {
        PlainConsumerIT.awaitAnIncident(tocsin);

        prints("quickstart.md", "kcat … tocsin.incident-events …", "tocsin.incident.opened.v1");
        prints("quickstart.md", "kcat … tocsin.incidents …", "\"state\":\"resolved\"");
        prints("quickstart.md", "kcat … tocsin.public-incidents …", "\"resolvedAt\":\"20");
        prints("consuming-topics.md", "kcat … tocsin.public-incidents …", "ce_type=tocsin.public_incident.snapshot.v1");
        prints("consuming-topics.md", "lib=… java …", "\tresolved\t");
        shell.run("operating.md", "kcat … tocsin.dead-letters …");
    }

    @Test
    @NeedsProgram({"jq", "openssl"})
    void anIncidentIsFollowedFromItsOpeningToAReceiptOfItsNotice(Standalone tocsin) throws IOException {
        var mails = tocsin.mailsTo(CUSTOMER).size();
        tocsin.breakCell("cache@na", "errors");
        awaitMails(tocsin, mails + 1);
        var incident = tocsin.openIncidents().getFirst().at("/incident/id").asText();
        shell.with("ID", incident).with("INCIDENT", incident);

        prints("api.md", "curl … /api/v1/incidents?state=open…", incident);
        prints("quickstart.md", "curl -s http://127.0.0.1:8080/api/v1/incidents", incident);
        prints("quickstart.md", "curl … /api/v1/incidents/ID/trace", "cache@na");
        shell.run("api.md", "curl … /api/v1/incidents/ID/updates");
        awaitMails(tocsin, mails + 2);
        assertThat(tocsin.mailsTo(CUSTOMER).toString()).contains("We are removing the patch.");
        tocsin.heal("cache@na");
        awaitMails(tocsin, mails + 3);

        prints("operating.md", "curl … /api/v1/deliveries?state=given-up…", "\"items\":");
        prints("operating.md", "curl … /api/v1/deliveries/replay…", "\"left\":0");
        var delivered = tocsin.get(tocsin.notifierService("/api/v1/deliveries?state=delivered&incident=" + incident))
                .at("/items/0/delivery");
        shell.with("ID", delivered.get("subscription").asText())
                .with("DELIVERY", delivered.get("id").asText())
                .with("TOKEN", tocsin.operatorToken());
        await("its receipt")
                .atMost(LONG)
                .untilAsserted(() -> shell.run("receipts.md", "curl … /receipts/$DELIVERY > receipt.json"));
        shell.run("receipts.md", "curl … /api/v1/receipt-keys … > key.pem");
        prints("receipts.md", "set -eu …", "verified: {");
    }

    private static void awaitMails(Standalone tocsin, int number) {
        await(number + " mails to " + CUSTOMER)
                .atMost(LONG)
                .until(() -> tocsin.mailsTo(CUSTOMER).size() >= number);
    }

    @Test
    void healthEventsAndChangesAreSentIn() throws IOException {
        prints("api.md", "curl … /api/v1/health-events", "\"accepted\":1");
        prints("quickstart.md", "curl … appliedAt … /api/v1/changes", "\"accepted\":1");
        prints("api.md", "curl … appliedAt … /api/v1/changes", "\"accepted\":1");
        prints("api.md", "curl … revertedAt … /api/v1/changes", "\"accepted\":1");
    }

    @Test
    void maintenanceIsScheduled(Standalone tocsin) throws IOException {
        var mails = tocsin.mailsTo(CUSTOMER).size();

        prints("quickstart.md", "curl … /api/v1/maintenance", "\"id\":\"swap\"");

        try {
            awaitMails(tocsin, mails + 1);
        } finally {
            assertEnds(tocsin.post(tocsin.incidentService("/api/v1/maintenance/swap/cancel"), ""));
        }
        awaitMails(tocsin, mails + 2);
    }

    @Test
    void silencesAreMade(Standalone tocsin) throws IOException {
        var silence = shell.run("operating.md", "curl … /api/v1/silences");

        assertEnds(tocsin.post(tocsin.notifierService("/api/v1/silences/%s/end".formatted(found(ID, silence))), ""));
        assertThat(silence).contains("login moves to the new data centre");
    }

    @Test
    void subscriptionsAreMadeAndMovedAsCsv(Standalone tocsin) throws IOException {
        try (var receiver = new WebhookReceiver(tocsin.port(9505), "by-command")) {
            shell.with("https://example.com/hook", receiver.address());
            var subscription = shell.run("api.md", "curl … /api/v1/subscriptions");
            assertThat(subscription).contains("\"manageToken\":");
            tocsin.delete(tocsin.notifierService("/api/v1/subscriptions/" + found(ID, subscription)));
        }

        shell.run("operating.md", "curl … -o subscriptions.csv …");
        assertThat(folder.resolve("subscriptions.csv")).content().contains(CUSTOMER);
        shell.run("operating.md", "curl … --data-binary @subscriptions.csv …");
    }

    @Test
    void mailsThatCameBackAreTakenIn() throws IOException {
        shell.withInput(Files.writeString(folder.resolve("report"), REPORT));
        shell.with("RECIPIENT", "bounce+0123456789ab@harbour.example");

        prints("operating.md", "curl … /api/v1/bounces?recipient=$RECIPIENT…", "\"result\":\"ignored\"");
    }

    @Test
    void aJobReportsItsRuns(Standalone tocsin) throws IOException {
        var file = tocsin.data().resolve("catalog.yaml");
        var catalog = Files.readString(file);
        try {
            Files.writeString(
                    file,
                    catalog.replace(
                                    "\ncomponents:\n",
                                    "\ncomponents:\n  backup: { name: Backup, public: false, in: [eu] }\n")
                            .replace(
                                    "\nchecks:\n",
                                    "\nchecks:\n  nightly: { of: backup, heartbeat: { every: 24h } }\n"));
            await("the check")
                    .atMost(LONG)
                    .until(() -> tocsin.verdict("backup@eu").equals("UNKNOWN"));
            var heartbeats = shell.run("checks.md", "curl … /api/v1/heartbeats");
            shell.with("SECRET", found("/heartbeats/([^\"]+)\"", heartbeats));

            shell.run("api.md", "curl … /heartbeats/SECRET/…");
            await("its verdict")
                    .atMost(LONG)
                    .until(() -> tocsin.verdict("backup@eu").equals("UP"));
            shell.run("checks.md", "backup.sh; curl … /heartbeats/SECRET/…");
        } finally {
            Files.writeString(file, catalog);
        }
        await("the former catalog")
                .atMost(LONG)
                .until(() -> tocsin.verdict("backup@eu").equals("not there"));
    }

    @Test
    void aLogIsRecordedAndReplayed(Standalone tocsin) throws IOException {
        PlainConsumerIT.awaitAnIncident(tocsin);

        prints("quickstart.md", "./tocsin record log.jsonl.gz", "records were written to log.jsonl.gz");
        prints("quickstart.md", "./tocsin replay log.jsonl.gz", "incidents: ");
        assertThat(shell.run("quickstart.md", "./tocsin replay log.jsonl.gz --set …"))
                .contains("checks.confirmations=2", "checks.confirmations=3");
        prints("quickstart.md", "./tocsin bench simulate …", "incidents: ");
        prints("quickstart.md", "./tocsin uptime --month 2026-03", "2026-03");
    }

    @Test
    @NeedsProgram("openssl")
    void keysAndSecretsAreMade() throws IOException {
        shell.run("operating.md", "openssl genpkey -algorithm rsa -out dkim.pem");
        prints("operating.md", "echo …", "v=DKIM1; k=rsa; p=MII");
        shell.withInput(folder.resolve("dkim.pem"));
        prints("configuration.md", "openssl pkey -pubout", "BEGIN PUBLIC KEY");
        prints("configuration.md", "openssl genpkey -algorithm rsa", "BEGIN PRIVATE KEY");
        prints("configuration.md", "openssl genpkey -algorithm ed25519", "BEGIN PRIVATE KEY");

        shell.run("quickstart.md", "(umask 077; …");
        assertThat(Files.readAllLines(folder.resolve(".env")))
                .hasSize(4)
                .allMatch(line -> line.matches("[A-Z_]+=[0-9a-f]{48}"));
    }

    private void prints(String page, String command, String words) throws IOException {
        assertThat(shell.run(page, command)).contains(words);
    }

    private static String found(String pattern, String text) {
        var found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }

    private static void assertEnds(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
