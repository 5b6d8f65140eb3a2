package dev.tocsin.notifier.channel.email;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.channel.AnswerToQuestion;
import dev.tocsin.notifier.delivery.Bounds;
import dev.tocsin.notifier.delivery.Carrier;
import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.delivery.SendResult.Sent;
import dev.tocsin.notifier.delivery.SendResult.TryLater;
import dev.tocsin.notifier.message.IncidentReport;
import dev.tocsin.notifier.message.MailWording;
import dev.tocsin.notifier.message.MaintenanceReport;
import dev.tocsin.notifier.message.Notice;
import dev.tocsin.notifier.message.Report;
import dev.tocsin.notifier.subscription.Confirmer;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.Subscription.State;
import dev.tocsin.notifier.subscription.Token;
import dev.tocsin.notifier.subscription.Token.Purpose;
import dev.tocsin.notifier.subscription.Translation;
import dev.tocsin.notifier.subscription.kafka.CatalogFollower;
import dev.tocsin.notifier.subscription.store.TokenRepository;
import dev.tocsin.support.http.Site;
import dev.tocsin.support.mail.MailTransport;
import dev.tocsin.support.text.Markdown;
import io.quarkus.mailer.Mail;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends notices as mail, and the question whether somebody wants them.
///
/// Each mail can be left with one click (RFC 8058), keeps to the thread of what it is about, says that no person wrote
/// it (RFC 3834), and has an envelope sender by which a bounce finds its delivery.
@ApplicationScoped
class MailSender implements Carrier, Confirmer {

    private static final Logger LOG = LoggerFactory.getLogger(MailSender.class);

    /// The reply code of a server that took a mail (RFC 5321, section 4.3.2).
    private static final String TAKEN = "250";

    private static final int AT_ONCE = 16;
    private static final int MOST_CLAIMED = 4 * AT_ONCE;

    private final MailTransport transport;
    private final MailServerAlert alert;
    private final TokenRepository tokens;
    private final CatalogFollower catalog;
    private final Site notifier;
    private final String domain;
    private final Clock clock = Clock.systemUTC();

    @CheckedTemplate(basePath = "mail")
    static final class Templates {
        /// @param update as HTML, or null
        /// @param view what the link to the page is called
        static native TemplateInstance noticeHtml(
                Translation translation,
                String page,
                MailWording wording,
                @Nullable RawString update,
                String view,
                String link,
                String manage,
                String leave);

        /// @param update as plain text, or null
        /// @param view what the link to the page is called
        static native TemplateInstance noticeText(
                Translation translation,
                String page,
                MailWording wording,
                @Nullable String update,
                String view,
                String link,
                String manage,
                String leave);

        static native TemplateInstance confirmationHtml(Translation translation, String page, String link);

        static native TemplateInstance confirmationText(Translation translation, String page, String link);

        static native TemplateInstance linkHtml(Translation translation, String page, String link);

        static native TemplateInstance linkText(Translation translation, String page, String link);

        private Templates() {}
    }

    MailSender(
            MailTransport transport,
            MailServerAlert alert,
            TokenRepository tokens,
            CatalogFollower catalog,
            @ConfigProperty(name = "tocsin.notifier.url") URI notifier,
            @ConfigProperty(name = "quarkus.mailer.from") String from) {
        this.transport = transport;
        this.alert = alert;
        this.tokens = tokens;
        this.catalog = catalog;
        this.notifier = new Site(notifier);
        this.domain = from.substring(from.lastIndexOf('@') + 1).replace(">", "").strip();
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    /// All mails go to one server.
    @Override
    public String host(Subscription to) {
        return "";
    }

    @Override
    public Bounds bounds(Bounds configured) {
        return new Bounds(MOST_CLAIMED, AT_ONCE, 0, AT_ONCE, configured.endpoint(), LONGEST);
    }

    @Override
    public SendResult carry(Notice notice, Subscription to) {
        var known = catalog.known();
        var in = to.preferences().translation();
        var wording = MailWording.of(notice, known, to.preferences());
        var view = in.text(view(notice.report()));
        var link = notice.page().toString();
        var token = tokens.issue(to.id(), Purpose.LEAVE, clock.instant());
        var manage = page("manage", token);
        var leave = page("leave", token);
        var update = wording.update();
        var html = update == null ? null : new RawString(Markdown.html(update));
        var text = update == null ? null : Markdown.text(update);
        var mail = mail(to, wording.subject(), notice.id())
                .setText(Templates.noticeText(in, known.page(), wording, text, view, link, manage, leave)
                        .render())
                .setHtml(Templates.noticeHtml(in, known.page(), wording, html, view, link, manage, leave)
                        .render())
                .addHeader("List-Id", "<%s.%s>".formatted(list(notice.report()), domain))
                .addHeader("List-Unsubscribe", "<%s>".formatted(leave))
                .addHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        if (!notice.first().equals(notice.id())) {
            mail.addHeader("In-Reply-To", messageId(notice.first())).addHeader("References", messageId(notice.first()));
        }
        return send(mail);
    }

    static String view(Report report) {
        return switch (report) {
            case IncidentReport _ -> "mail.view.incident";
            case MaintenanceReport _ -> "mail.view.maintenance";
        };
    }

    private static String list(Report report) {
        return switch (report) {
            case IncidentReport _ -> "incidents";
            case MaintenanceReport _ -> "maintenance";
        };
    }

    /// Who is confirmed already gets a link with which to change the subscription.
    @Override
    public Answer ask(Subscription subscription) {
        return AnswerToQuestion.of(
                send(subscription.state() == State.CONFIRMED ? link(subscription) : confirmation(subscription)));
    }

    private Mail confirmation(Subscription subscription) {
        var page = catalog.known().page();
        var in = subscription.preferences().translation();
        var link = page("confirm", tokens.issue(subscription.id(), Purpose.CONFIRM, clock.instant()));
        return mail(subscription, in.format("confirmation.subject", page), "confirm-" + subscription.id())
                .setText(Templates.confirmationText(in, page, link).render())
                .setHtml(Templates.confirmationHtml(in, page, link).render());
    }

    private Mail link(Subscription subscription) {
        var now = clock.instant();
        var page = catalog.known().page();
        var in = subscription.preferences().translation();
        var link = page("manage", tokens.issue(subscription.id(), Purpose.MANAGE, now));
        var id = "link-%s-%d".formatted(subscription.id(), now.getEpochSecond());
        return mail(subscription, in.format("link.subject", page), id)
                .setText(Templates.linkText(in, page, link).render())
                .setHtml(Templates.linkHtml(in, page, link).render());
    }

    /// @param id what it is about: the same at each attempt
    private Mail mail(Subscription to, String subject, String id) {
        return new Mail()
                .addTo(to.address().text())
                .setSubject(subject)
                .setBounceAddress("bounce+%s@%s".formatted(id, domain))
                .addHeader("Message-ID", messageId(id))
                .addHeader("Auto-Submitted", "auto-generated");
    }

    private SendResult send(Mail mail) {
        var result = attempt(mail);
        alert.after(result);
        return result;
    }

    private SendResult attempt(Mail mail) {
        try {
            transport.send(mail).await().atMost(LONGEST);
            return new Sent(TAKEN);
        } catch (TimeoutException _) {
            return new TryLater("the mail server did not answer within %d s".formatted(LONGEST.toSeconds()));
        } catch (RuntimeException e) {
            return result(e);
        }
    }

    private static SendResult result(RuntimeException e) {
        var refusal = smtp(e);
        if (refusal == null) {
            LOG.debug("Mail not sent", e);
            return new TryLater("the mail server could not be reached");
        }
        return MailRefusals.read(refusal);
    }

    private static @Nullable SMTPException smtp(@Nullable Throwable e) {
        return e == null || e instanceof SMTPException ? (SMTPException) e : smtp(e.getCause());
    }

    private String page(String path, Token token) {
        return notifier.at("/subscriptions/%s?token=%s".formatted(path, token.text()))
                .toString();
    }

    private String messageId(String id) {
        return "<%s@%s>".formatted(id, domain);
    }
}
