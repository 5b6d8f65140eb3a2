package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.SOON;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tocsin.contract.Topic;
import dev.tocsin.notifier.subscription.store.SubscriptionRepository;
import dev.tocsin.stack.process.Ports;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The mail server refuses what we send, or says nothing: notices wait on their ladder, and operators hear of it once.
/// When it takes mails, each is signed.
@QuarkusTest
@TestProfile(MailServerRefusesUsTest.OwnMailServer.class)
@WithTestResource(NotifierStack.class)
final class MailServerRefusesUsTest {

    private static final String ALERT = "mail-server";
    private static final int CONNECTIONS = 2;
    private static final String SELECTOR = "tocsin";
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    public static final class OwnMailServer implements QuarkusTestProfile {

        private static final SigningKeyFile KEY = SigningKeyFile.make();

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.ofEntries(
                    entry("tocsin.test.mail-port", Integer.toString(Ports.free())),
                    entry("quarkus.mailer.host", "127.0.0.1"),
                    entry("quarkus.mailer.port", "${tocsin.test.mail-port}"),
                    entry("quarkus.mailer.username", "tocsin"),
                    entry("quarkus.mailer.password", "not the password"),
                    entry("quarkus.mailer.login", "REQUIRED"),
                    entry("quarkus.mailer.max-pool-size", Integer.toString(CONNECTIONS)),
                    entry("quarkus.mailer.from", "Tocsin <status@trust.harbour.example>"),
                    entry("tocsin.mail.server.trusted-after", "1s"),
                    entry("tocsin.mail.dkim.key-file", KEY.path().toString()),
                    entry("tocsin.mail.dkim.selector", SELECTOR),
                    entry("tocsin.test.dkim-key", KEY.publicKey()));
        }
    }

    /// Verifies what it reads as anybody would, but for the key, which is not in the DNS.
    private static final String VERIFIER = """
            import sys, dkim
            def dns(name, timeout=5):
                return (b'v=DKIM1; k=rsa; p=' + sys.argv[2].encode()) if name == sys.argv[1].encode() else None
            verifier = dkim.DKIM(sys.stdin.buffer.read())
            print('valid' if verifier.verify(dnsfunc=dns) else 'not valid')
            print(' '.join(name.decode().lower() for name, value in verifier.signed_headers))
            """;

    @ConfigProperty(name = "quarkus.mailer.port")
    int port;

    @ConfigProperty(name = "tocsin.test.dkim-key")
    String publicKey = "";

    @Inject
    Database database;

    @Inject
    SubscriptionRepository subscriptions;

    @RegisterExtension
    private final KafkaSide kafka = new KafkaSide();

    private ScriptedMailServer server;

    @BeforeEach
    void open() {
        server = new ScriptedMailServer(port);
        unsubscribeAll();
    }

    @AfterEach
    void close() {
        server.follow(_ -> "");
        unsubscribeAll();
        server.close();
    }

    /// A mail that is under way when the server closes would leave its alert raised, which the next test waits for.
    private void unsubscribeAll() {
        database.all("select id from subscription where state = 'confirmed'")
                .forEach(id -> subscriptions.leave(id, "left"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(database.all("select state from delivery where state = 'due'"))
                        .isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AUTH    | 535 5.7.8 wrong password       | the mail server refused Tocsin: 535 5.7.8 to AUTH
            MAIL    | 554 5.7.1 nothing from you     | the mail server refused Tocsin: 554 5.7.1 to MAIL FROM
            RCPT    | 554 5.7.1 Relay access denied  | the mail server refused Tocsin: 554 5.7.1 to RCPT TO
            CONNECT | 421 4.3.2 shutting down        | the mail server answered 421 4.3.2
            MAIL    | 451 4.3.0 no space on the disk | the mail server answered 451 4.3.0
            END     | 554 5.7.1 looks like spam      | the mail server refused Tocsin: 554 5.7.1 to DATA
            """)
    void noticesWaitAndGoOutWhenItTakesThem(String verb, String refusal, String reason) {
        subscribers(3);
        var story = Story.now();
        server.follow(each -> each.equals(verb) ? refusal : "");
        var alertsBefore = alertsThatEnded();

        kafka.write(Topic.PUBLIC_INCIDENTS, story.begin("na"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(deliveries(story, "concat_ws(': ', state, reason)"))
                        .hasSize(3)
                        .allMatch(each -> each.startsWith("due: the mail server "))
                        .contains("due: " + reason));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(kafka.alerts(ALERT).stream().skip(alertsBefore))
                        .singleElement()
                        .asString()
                        .contains("\"why\":\"Mails are not sent: the mail server "));
        assertThat(database.all("select id from subscription where state = 'confirmed' and failing_since is not null"))
                .as("receivers who count as failing")
                .isEmpty();

        server.follow(_ -> "");
        letAllOut(story);
        assertThat(server.mails()).hasSizeGreaterThanOrEqualTo(3);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(kafka.alerts(ALERT).stream().skip(alertsBefore))
                        .hasSize(2)
                        .last()
                        .asString()
                        .contains("clearedAt"));
    }

    /// Mails handed over while connections of others close were lost by the mail client, and waited for their
    /// time-out.
    @Test
    void eachOfManyRefusedMailsIsAnswered() {
        subscribers(3);
        var story = Story.now();
        server.follow(verb -> verb.equals("AUTH") ? "535 5.7.8 wrong password" : "");
        kafka.write(Topic.PUBLIC_INCIDENTS, story.begin("na"));

        await().atMost(SOON).untilAsserted(() -> {
            retryAtOnce(story);
            assertThat(deliveries(story, "attempt")).hasSize(3).allMatch(attempt -> Integer.parseInt(attempt) > 40);
        });
        assertThat(steps(story)).contains("535").doesNotContain("did not answer");

        server.follow(_ -> "");
        letAllOut(story);
    }

    @Test
    void aRefusalOfTheRecipientsOwnEndsTheDelivery() {
        subscriber();
        var story = Story.now();
        server.follow(verb -> verb.equals("RCPT") ? "550 5.2.1 the mailbox is closed" : "");

        kafka.write(Topic.PUBLIC_INCIDENTS, story.begin("na"));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(deliveries(story, "concat_ws(' ', state, attempt)"))
                        .containsOnly("given-up 1"));
    }

    @Test
    void aMailboxThatDoesNotExistEndsItsSubscriptionAndSaysSo() {
        var subscription = database.subscription("minor", List.of("without-mailbox"), List.of());
        var story = Story.now();
        server.follow(verb -> verb.equals("RCPT") ? "550 5.1.1 no such user" : "");
        var alertsBefore = alertsThatEnded();

        kafka.write(Topic.PUBLIC_INCIDENTS, story.begin("without-mailbox"));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(deliveries(story, "concat_ws(' ', state, attempt, reason)"))
                        .containsOnly("given-up 1 the mail server says that there is no such mailbox"));
        assertThat(database.all("select concat_ws(': ', state, reason) from subscription where id = '%s'"
                        .formatted(subscription)))
                .containsExactly("left: the mail server says that there is no such mailbox");
        assertThat(kafka.alerts(ALERT)).hasSize(alertsBefore);
    }

    /// Without an end to its patience the client would keep each connection on which a server hung once.
    @Test
    void aServerThatHungOnEveryConnectionGetsMailsAgain() {
        for (var number = 0; number <= CONNECTIONS; number++) {
            database.subscription("minor", List.of("hung"), List.of());
        }
        var story = Story.now();
        var isBack = new CountDownLatch(1);
        server.follow(verb -> verb.equals("RCPT") ? hang(isBack) : "");

        kafka.write(Topic.PUBLIC_INCIDENTS, story.begin("hung"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(deliveries(story, "reason"))
                        .containsExactlyInAnyOrder(
                                "the mail server did not answer within 15 s",
                                "the mail server did not answer within 15 s",
                                "the mail server was busy with other mails for 15 s"));
        assertThat(deliveries(story, "cast(due_at > now() + interval '9 minutes' as text)"))
                .as("what the server has perhaps taken waits")
                .containsExactlyInAnyOrder("true", "true", "false");

        server.follow(_ -> "");
        letAllOut(story);
        isBack.countDown();
    }

    private static String hang(CountDownLatch isBack) {
        try {
            isBack.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return "";
    }

    @Test
    void anotherVerifierAcceptsTheSignatureOfAMail() throws IOException, InterruptedException {
        subscriber();
        var title =
                "Die Anmeldung für Kundinnen und Kunden in Österreich, der Schweiz und Liechtenstein läßt auf sich warten";
        var story = Story.now().called(title);
        kafka.write(Topic.PUBLIC_INCIDENTS, story.begin("na"));
        var mail = await().atMost(SOON)
                .until(
                        () -> server.mails().stream()
                                .map(ScriptedMailServer.Received::text)
                                .filter(each -> each.contains(story.id()))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();

        assertThat(mail.replace("\r\n", "")).as("lines end with CRLF").doesNotContain("\n", "\r");
        assertThat(mail).contains("\r\n =?UTF-8?Q?");
        assumeTrue(
                Files.isExecutable(PYTHON) && python("import dkim", "").isEmpty(),
                "Debian's package python3-dkim is not there");
        var verified = verify(mail);
        assertThat(verified.lines().findFirst()).contains("valid");
        assertThat(verified)
                .contains("from", "to", "subject", "date", "message-id", "auto-submitted")
                .contains("list-id", "list-unsubscribe", "list-unsubscribe-post");
        assertThat(verify(mail.replace("List-Unsubscribe: <http", "List-Unsubscribe: <https")))
                .startsWith("not valid");
    }

    private String verify(String mail) throws IOException, InterruptedException {
        return python(VERIFIER, mail, SELECTOR + "._domainkey.trust.harbour.example.", publicKey);
    }

    /// @return what it writes
    private static String python(String program, String input, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(PYTHON.toString(), "-c", program));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var in = process.outputWriter(ISO_8859_1)) {
            in.write(input);
        }
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return output;
    }

    /// The alert of the test before ends a moment after its last mail.
    private int alertsThatEnded() {
        return await().atMost(SOON)
                .until(() -> kafka.alerts(ALERT), MailServerRefusesUsTest::haveEnded)
                .size();
    }

    private static boolean haveEnded(List<String> alerts) {
        return alerts.isEmpty() || alerts.getLast().contains("clearedAt");
    }

    /// What was refused twice meanwhile would wait for five minutes, also when its refusal is on its way just now.
    private void letAllOut(Story story) {
        await().atMost(SOON).untilAsserted(() -> {
            retryAtOnce(story);
            assertThat(deliveries(story, "state")).containsOnly("delivered");
        });
    }

    private void retryAtOnce(Story story) {
        database.execute("update delivery set due_at = now(), rung = 0 where incident = '%s' and state = 'due'"
                .formatted(story.id()));
    }

    private void subscribers(int count) {
        for (var number = 0; number < count; number++) {
            subscriber();
        }
    }

    private String subscriber() {
        return database.subscription("minor", List.of("na"), List.of());
    }

    private List<String> deliveries(Story story, String what) {
        return database.all("select %s from delivery where incident = '%s'".formatted(what, story.id()));
    }

    /// What each attempt of this story came to, in one text.
    private String steps(Story story) {
        return String.join("\n", database.all("""
                select concat_ws(' ', s.step, s.reason) from delivery_step s join delivery d on d.id = s.delivery
                where d.incident = '%s'""".formatted(story.id())));
    }
}
