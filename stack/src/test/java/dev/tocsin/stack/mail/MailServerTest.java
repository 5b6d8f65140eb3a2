package dev.tocsin.stack.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.stack.inbox.InboxPage;
import dev.tocsin.stack.process.Ports;
import dev.tocsin.stack.process.StartFailure;
import java.io.IOException;
import java.net.Socket;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailServerTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private MailServer server;
    private InboxPage page;
    private SampleMail mail;

    @BeforeEach
    void start() {
        server = MailServer.start(Ports.free(), () -> NOON);
        page = InboxPage.start(0, List.of(new MailSection(server.mailbox())));
        mail = new SampleMail(Ports.LOOPBACK, server.port());
    }

    @AfterEach
    void stop() {
        page.close();
        server.close();
    }

    @Test
    void keepsWhatWasSentWithItsPartsAndHeaders() throws Exception {
        mail.send("Log in is down", "<p>Down</p>", "ada@example.org", "bob@example.org");

        var mails = InboxPage.read(page.api("mails"), Mail.class);
        assertThat(mails).extracting(Mail::to).containsExactlyInAnyOrder("ada@example.org", "bob@example.org");
        assertThat(mails).allSatisfy(received -> {
            assertThat(received.received()).isEqualTo(NOON);
            assertThat(received.from()).isEqualTo("Tocsin <notices@example.org>");
            assertThat(received.subject()).isEqualTo("Log in is down");
            assertThat(received.text()).isEqualTo("Down, in words ü");
            assertThat(received.html()).isEqualTo("<p>Down</p>");
            assertThat(received.messageId()).matches("<.+@.+>");
            assertThat(received.header("list-unsubscribe")).hasValue("<https://example.org/leave>");
        });
    }

    @Test
    void listsTheNewestFirstAndForgetsTheOldest() throws Exception {
        var old = mail.message("Old", "");
        for (int number = 1; number <= Mailbox.KEPT; number++) {
            server.mailbox().add("ada@example.org", old, NOON);
        }

        mail.send("New", "", "ada@example.org");

        assertThat(server.mailbox().mails())
                .hasSize(Mailbox.KEPT)
                .first()
                .extracting(Mail::subject)
                .isEqualTo("New");
        assertThat(server.mailbox().mails()).last().extracting(Mail::number).isEqualTo(2L);
    }

    @Test
    void showsHostileMailHarmlessly() throws Exception {
        mail.send("<script>alert(1)</script>", "<script>alert('\"')</script>", "ada@example.org");

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
}
