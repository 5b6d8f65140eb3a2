package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.SOON;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tocsin.contract.Topic;
import dev.tocsin.stack.TocsinStack;
import dev.tocsin.stack.process.Ports;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A real mail server takes a mail of ours, finds out later that nobody reads it, and brings its report.
@QuarkusTest
@TestProfile(MailServerRefusesUsTest.OwnMailServer.class)
@WithTestResource(NotifierStack.class)
final class BouncesOfPostfixTest {

    private static final String DOMAIN = "trust.harbour.example";

    @ConfigProperty(name = "quarkus.mailer.port")
    int port;

    @TestHTTPResource
    URI base = URI.create("");

    @TempDir
    Path folder = Path.of("");

    @Inject
    Database database;

    @RegisterExtension
    private final KafkaSide kafka = new KafkaSide();

    @Test
    void aMailThatPostfixReturnsEndsItsSubscription() throws MessagingException {
        assumeTrue(PostfixServer.canRun(), "Debian's packages postfix and curl are not there, or this is not root");
        var smtp = Ports.free();
        var subscription = database.subscription("minor", List.of("behind-postfix"), List.of());
        try (var postfix = new PostfixServer(folder, smtp, DOMAIN, script())) {
            var mail = noticeTo(subscription);
            assertThat(mail.sender()).startsWith("bounce+").endsWith("@" + DOMAIN);

            relay(mail, smtp);

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(database.all(
                                    "select concat_ws(': ', state, reason) from subscription where id = '%s'"
                                            .formatted(subscription)))
                            .as(postfix.log())
                            .containsExactly("left: the mail bounced: 5.1.1"));
        }
    }

    /// The one of `docs/operating.md`.
    private String script() {
        return """
                #!/bin/sh
                exec curl --fail --silent --show-error --data-binary @- -H 'Content-Type: message/rfc822' \\
                     -H 'Authorization: Bearer %s' "%sapi/v1/bounces?recipient=$1"
                """.formatted(TocsinStack.OPERATOR_TOKEN, base);
    }

    /// As our service sent it; others may be subscribed to everything.
    private ScriptedMailServer.Received noticeTo(String subscription) {
        try (var server = new ScriptedMailServer(port)) {
            var story = Story.now();
            kafka.write(Topic.PUBLIC_INCIDENTS, story.begin("behind-postfix"));
            return await().atMost(SOON)
                    .until(
                            () -> server.mails().stream()
                                    .filter(each -> each.text().contains(story.id()))
                                    .filter(each -> each.text().contains("jo+" + subscription + "@"))
                                    .findFirst(),
                            Optional::isPresent)
                    .orElseThrow();
        }
    }

    private static void relay(ScriptedMailServer.Received mail, int port) throws MessagingException {
        var session = Session.getInstance(new Properties());
        var message =
                new SMTPMessage(session, new ByteArrayInputStream(mail.text().getBytes(ISO_8859_1)));
        message.setEnvelopeFrom(mail.sender());
        try (var transport = (SMTPTransport) session.getTransport("smtp")) {
            transport.connect("127.0.0.1", port, null, null);
            transport.sendMessage(message, message.getRecipients(Message.RecipientType.TO));
        }
    }
}
