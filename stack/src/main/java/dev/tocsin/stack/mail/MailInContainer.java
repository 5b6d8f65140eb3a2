package dev.tocsin.stack.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/// An SMTP server like [MailServer], from Mailpit's public image, or from an image of GreenMail that replaces it on
/// the same ports.
public final class MailInContainer implements AutoCloseable {

    private static final String IMAGE = "axllent/mailpit:v1.27";

    private static final int SMTP = 1025;

    private static final int HTTP = 8025;

    private static final JsonMapper JSON = new JsonMapper();

    private final GenericContainer<?> container =
            new GenericContainer<>(IMAGE).withExposedPorts(SMTP, HTTP).waitingFor(Wait.forListeningPorts(SMTP, HTTP));

    public MailInContainer() {
        container.start();
    }

    public URI smtp() {
        return address("smtp", SMTP);
    }

    /// The address at which both servers list their received mails over HTTP.
    public URI api() {
        return address("http", HTTP);
    }

    /// The mails that one address has received so far, newest first.
    ///
    /// @param api of a [MailInContainer] of this class loader or another
    public static List<Mail> mailsTo(String address, URI api) {
        try {
            var received = raw(address, api);
            var mails = new ArrayList<Mail>();
            for (var source : received) {
                var message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(source));
                mails.addFirst(Mail.of(mails.size() + 1L, message.getSentDate().toInstant(), address, message));
            }
            return List.copyOf(mails);
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException("The mails of the mail server at %s cannot be read".formatted(api), e);
        }
    }

    @Override
    public void close() {
        container.close();
    }

    private URI address(String scheme, int port) {
        return URI.create("%s://%s:%d/".formatted(scheme, container.getHost(), container.getMappedPort(port)));
    }

    /// The mails as they came, oldest first.
    private static List<byte[]> raw(String address, URI api) throws IOException {
        var received = new ArrayList<byte[]>();
        if (isMailpit(api)) {
            var found = json(api.resolve("api/v1/search?query=" + encoded("to:\"%s\"".formatted(address))));
            for (var mail : found.path("messages")) {
                received.addFirst(bytes(api.resolve(
                        "api/v1/message/%s/raw".formatted(mail.path("ID").textValue()))));
            }
        } else if (isKnown(address, api)) {
            for (var mail : json(api.resolve("api/user/%s/messages".formatted(encoded(address))))) {
                received.add(mail.path("mimeMessage").textValue().getBytes(ISO_8859_1));
            }
        }
        return received;
    }

    /// The two servers answer at the same port; only Mailpit's page names Mailpit.
    private static boolean isMailpit(URI api) throws IOException {
        return new String(bytes(api), UTF_8).contains("Mailpit");
    }

    /// GreenMail creates a user for each address at its first mail, and answers for no other address.
    private static boolean isKnown(String address, URI api) throws IOException {
        for (var user : json(api.resolve("api/user"))) {
            if (user.path("email").asText().equalsIgnoreCase(address)) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode json(URI address) throws IOException {
        return JSON.readTree(bytes(address));
    }

    private static byte[] bytes(URI address) throws IOException {
        try (var in = address.toURL().openStream()) {
            return in.readAllBytes();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
