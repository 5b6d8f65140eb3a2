package dev.tocsin.stack.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.stack.inbox.InboxPage;
import dev.tocsin.stack.process.Ports;
import dev.tocsin.stack.process.StartFailure;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.Socket;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailServerTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private MailServer server;
    private InboxPage page;

    @BeforeEach
    void start() {
        server = MailServer.start(Ports.free(), () -> NOON);
        page = InboxPage.start(0, List.of(new MailSection(server.mailbox())));
    }

    @AfterEach
    void stop() {
        page.close();
        server.close();
    }

    @Test
    void keepsWhatWasSentWithItsPartsAndHeaders() throws Exception {
        send("Log in is down", "<p>Down</p>", "ada@example.org", "bob@example.org");

        var mails = InboxPage.read(page.api("mails"), Mail.class);
        assertThat(mails).extracting(Mail::to).containsExactlyInAnyOrder("ada@example.org", "bob@example.org");
        assertThat(mails).allSatisfy(mail -> {
            assertThat(mail.received()).isEqualTo(NOON);
            assertThat(mail.from()).isEqualTo("Tocsin <notices@example.org>");
            assertThat(mail.subject()).isEqualTo("Log in is down");
            assertThat(mail.text()).isEqualTo("Down, in words ü");
            assertThat(mail.html()).isEqualTo("<p>Down</p>");
            assertThat(mail.messageId()).matches("<.+@.+>");
            assertThat(mail.header("list-unsubscribe")).hasValue("<https://example.org/leave>");
        });
    }

    @Test
    void listsTheNewestFirstAndForgetsTheOldest() throws Exception {
        var old = message("Old", "");
        for (int number = 1; number <= Mailbox.KEPT; number++) {
            server.mailbox().add("ada@example.org", old, NOON);
        }

        send("New", "", "ada@example.org");

        assertThat(server.mailbox().mails())
                .hasSize(Mailbox.KEPT)
                .first()
                .extracting(Mail::subject)
                .isEqualTo("New");
        assertThat(server.mailbox().mails()).last().extracting(Mail::number).isEqualTo(2L);
    }

    @Test
    void showsHostileMailHarmlessly() throws Exception {
        send("<script>alert(1)</script>", "<script>alert('\"')</script>", "ada@example.org");

        assertThat(get("/")).contains("&lt;script&gt;alert(1)&lt;/script&gt;").doesNotContain("<script");
        assertThat(get("/mails/1"))
                .contains("sandbox=\"allow-popups allow-popups-to-escape-sandbox\" srcdoc=\"")
                .contains("&lt;script&gt;alert(&#39;&quot;&#39;)&lt;/script&gt;")
                .doesNotContain("<script");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:8025, 200",
        "127.0.0.1:8025, 200",
        "[::1]:8025, 200",
        "localhost, 200",
        "mails.example, 403",
        "localhost.example, 403",
        "127.0.0.1.example:8025, 403"
    })
    void answersOnlyToNamesThatMeanThisMachine(String host, int status) throws IOException {
        try (var socket = new Socket(Ports.LOOPBACK_ADDRESS, page.port())) {
            var request = "GET /api/mails HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(host);
            socket.getOutputStream().write(request.getBytes(UTF_8));

            var answer = new String(socket.getInputStream().readAllBytes(), UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 " + status);
        }
    }

    @Test
    void saysThatItsPortIsTaken() {
        assertThatThrownBy(() -> MailServer.start(server.port(), () -> NOON))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("Port " + server.port());
    }

    private String get(String path) throws IOException {
        try (var in = page.api("mails").resolve(path).toURL().openStream()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private void send(String subject, String html, String... recipients) throws MessagingException {
        var message = message(subject, html);
        for (var recipient : recipients) {
            message.addRecipient(RecipientType.BCC, new InternetAddress(recipient));
        }
        Transport.send(message);
    }

    private MimeMessage message(String subject, String html) throws MessagingException {
        var properties = new Properties();
        properties.put("mail.smtp.host", Ports.LOOPBACK);
        properties.put("mail.smtp.port", Integer.toString(server.port()));
        var message = new MimeMessage(Session.getInstance(properties));
        message.setFrom("Tocsin <notices@example.org>");
        message.setSubject(subject, "utf-8");
        message.setHeader("List-Unsubscribe", "<https://example.org/leave>");
        var text = new MimeBodyPart();
        text.setText("Down, in words ü", "utf-8");
        var marked = new MimeBodyPart();
        marked.setText(html, "utf-8", "html");
        message.setContent(new MimeMultipart("alternative", text, marked));
        message.saveChanges();
        return message;
    }
}
