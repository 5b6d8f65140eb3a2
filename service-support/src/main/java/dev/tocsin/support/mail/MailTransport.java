package dev.tocsin.support.mail;

import static java.util.Objects.requireNonNullElse;

import io.quarkus.mailer.Mail;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.mailencoder.MailEncoder;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Sends mails over the connections that `quarkus.mailer.*` describes, many over each, and signs them with DKIM where
/// a key is configured.
///
/// The mailer of Quarkus writes an empty `Cc` into every mail, which RFC 5322 forbids and some servers refuse. A CRLF
/// from a form would become two line ends in the mail.
///
/// All mails are sent from one event loop, the one that the connections close on. The client forgets a mail that is
/// handed over while its last connection is closing on another thread: the mail is neither sent nor refused. The
/// client gets no more mails than it has connections, because it has no way to take one back.
@ApplicationScoped
public class MailTransport {

    /// The time that a server may be silent before its connection is closed. The client itself would wait for ever.
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

    /// The time after which a mail that the client never ends gives up its place.
    private static final Duration FORGOTTEN = Duration.ofMinutes(1);

    /// The time that a connection is kept for further mails. A connection that was kept for long may be dead without
    /// notice.
    private static final Duration KEPT = Duration.ofSeconds(10);

    private final Context eventLoop;
    private final MailClient client;
    private final int connections;
    private final String from;

    /// Used by the event loop only.
    private final Queue<OutgoingMail> waiting = new ArrayDeque<>();

    /// Used by the event loop only.
    private int underWay;

    /// The result of sending a mail.
    public sealed interface MailOutcome {

        record Taken() implements MailOutcome {}

        /// @param why the mail server's refusal, as [io.vertx.ext.mail.SMTPException], or a failure on the way to it
        record Failed(Throwable why) implements MailOutcome {}

        /// All connections were busy until the time was up: the mail was not sent, and will not be.
        record NotSent() implements MailOutcome {}

        /// The server did not answer until the time was up; it may have taken the mail.
        record Unanswered() implements MailOutcome {}
    }

    private static final class OutgoingMail {

        private final MailMessage message;
        private final CompletableFuture<MailOutcome> outcome = new CompletableFuture<>();
        private final AtomicBoolean isDecided = new AtomicBoolean();
        private boolean isEnded;

        OutgoingMail(MailMessage message) {
            this.message = message;
        }

        /// Whether the mail is sent or given up is decided once, by the first caller.
        boolean decide() {
            return !isDecided.getAndSet(true);
        }
    }

    MailTransport(
            Vertx vertx,
            MailClient configured,
            MailSettings settings,
            @ConfigProperty(name = "quarkus.mailer.from") String from) {
        var config = MailClientConfig.of(configured)
                .setIdleTimeout(Math.toIntExact(LONGEST_SILENCE.toSeconds()))
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setKeepAliveTimeout(Math.toIntExact(KEPT.toSeconds()))
                .setKeepAliveTimeoutUnit(TimeUnit.SECONDS);
        DkimSigning.of(settings.dkim(), from)
                .ifPresent(signing -> config.setEnableDKIM(true).addDKIMSignOption(signing));
        this.eventLoop = vertx.getOrCreateContext();
        this.client = client(vertx, config);
        this.connections = config.getMaxPoolSize();
        this.from = from;
    }

    /// The client's timers run on the event loop that creates it.
    private MailClient client(Vertx vertx, MailConfig config) {
        var made = new CompletableFuture<MailClient>();
        eventLoop.runOnContext(_ -> {
            try {
                made.complete(MailClient.create(vertx, config));
            } catch (RuntimeException e) {
                made.completeExceptionally(e);
            }
        });
        return made.join();
    }

    /// A service whose settings are wrong does not start.
    void checkAtStart(@Observes StartupEvent event) {}

    @PreDestroy
    void close() {
        client.close();
    }

    /// The number of mails that are sent at once; further ones wait.
    public int connections() {
        return connections;
    }

    /// Waits for the mail's outcome, at most until the limit.
    public MailOutcome send(Mail mail, Duration limit) {
        OutgoingMail sending;
        try {
            sending = new OutgoingMail(message(mail));
        } catch (IllegalArgumentException e) { // an invalid address
            return new MailOutcome.Failed(e);
        }
        eventLoop.runOnContext(_ -> {
            waiting.add(sending);
            sendWaiting();
        });
        return await(sending, limit);
    }

    private MailOutcome await(OutgoingMail sending, Duration limit) {
        try {
            return sending.outcome.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            if (sending.decide()) {
                return new MailOutcome.NotSent();
            }
            eventLoop.runOnContext(_ -> eventLoop.owner().setTimer(FORGOTTEN.toMillis(), _ -> end(sending)));
            return sending.outcome.getNow(new MailOutcome.Unanswered());
        } catch (ExecutionException e) {
            return new MailOutcome.Failed(requireNonNullElse(e.getCause(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new MailOutcome.Failed(e);
        }
    }

    private void sendWaiting() {
        while (underWay < connections) {
            var next = waiting.poll();
            if (next == null) {
                return;
            }
            if (next.decide()) {
                underWay++;
                send(next);
            }
        }
    }

    private void send(OutgoingMail sending) {
        client.sendMail(sending.message).onComplete(sent -> {
            sending.outcome.complete(sent.succeeded() ? new MailOutcome.Taken() : new MailOutcome.Failed(sent.cause()));
            end(sending);
        });
    }

    private void end(OutgoingMail sending) {
        if (!sending.isEnded) {
            sending.isEnded = true;
            underWay--;
            sendWaiting();
        }
    }

    private MailMessage message(Mail mail) {
        var subject = mail.getSubject().replaceAll("[\\r\\n]+", " ");
        return new MailMessage()
                .setFrom(from)
                .setTo(mail.getTo())
                .setText(lines(mail.getText()))
                .setHtml(lines(mail.getHtml()))
                .setHeaders(headers(mail, subject))
                .setBounceAddress(mail.getBounceAddress());
    }

    private MultiMap headers(Mail mail, String subject) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        var encoded = new MailEncoder(
                        new MailMessage().setFrom(from).setTo(mail.getTo()).setSubject(subject), "localhost")
                .encodeMail()
                .headers();
        for (var name : List.of("From", "To", "Subject")) {
            headers.add(name, folded(encoded.get(name)));
        }
        mail.getHeaders().forEach(headers::add);
        return headers;
    }

    /// The client ends the lines of a long header field with LF alone, which servers may refuse (RFC 5321, section
    /// 2.3.8).
    private static String folded(String field) {
        return field.replace("\n", "\r\n");
    }

    private static @Nullable String lines(@Nullable String text) {
        return text == null ? null : text.replace("\r\n", "\n").replace('\r', '\n');
    }
}
