package dev.tocsin.support.mail;

import io.quarkus.mailer.Mail;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.ext.mail.MailMessage;
import io.vertx.mutiny.core.Context;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.ext.mail.MailClient;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Sends mails over the connection that `quarkus.mailer.*` describes.
///
/// The mailer of Quarkus writes an empty `Cc` into every mail, which RFC 5322 forbids and some servers refuse; and an
/// end of line of a form, CRLF, would become two in the mail.
///
/// All mails are sent from one event loop, the one that the connections close on. The client forgets a mail that is
/// handed over while its last connection is closing on another thread: it is neither sent nor refused.
@ApplicationScoped
public class MailTransport {

    private final MailClient client;
    private final Context eventLoop;
    private final String from;

    MailTransport(Vertx vertx, MailClient client, @ConfigProperty(name = "quarkus.mailer.from") String from) {
        this.client = client;
        this.eventLoop = new Context(vertx.getDelegate().getOrCreateContext());
        this.from = from;
    }

    /// Fails with what the mail server refused, as [io.vertx.ext.mail.SMTPException], or with what kept us from it.
    public Uni<Void> send(Mail mail) {
        var message = message(mail);
        return Uni.createFrom()
                .emitter(sending -> eventLoop.runOnContext(() ->
                        client.sendMail(message).replaceWithVoid().subscribe().with(sending::complete, sending::fail)));
    }

    private MailMessage message(Mail mail) {
        var message = new MailMessage()
                .setFrom(from)
                .setTo(mail.getTo())
                .setSubject(mail.getSubject())
                .setText(lines(mail.getText()))
                .setHtml(lines(mail.getHtml()))
                .setHeaders(headers(mail));
        if (!mail.getCc().isEmpty()) {
            message.setCc(mail.getCc());
        }
        if (!mail.getBcc().isEmpty()) {
            message.setBcc(mail.getBcc());
        }
        return message.setBounceAddress(mail.getBounceAddress());
    }

    private static MultiMap headers(Mail mail) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        mail.getHeaders().forEach(headers::add);
        return headers;
    }

    private static @Nullable String lines(@Nullable String text) {
        return text == null ? null : text.replace("\r\n", "\n").replace('\r', '\n');
    }
}
