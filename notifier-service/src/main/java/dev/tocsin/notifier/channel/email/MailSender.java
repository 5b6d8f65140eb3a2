package dev.tocsin.notifier.channel.email;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.channel.AnswerToQuestion;
import dev.tocsin.notifier.channel.AnswerToTest;
import dev.tocsin.notifier.channel.http.TestMessage;
import dev.tocsin.notifier.delivery.Bounds;
import dev.tocsin.notifier.delivery.Carrier;
import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.delivery.SendResult.Sent;
import dev.tocsin.notifier.delivery.SendResult.TryLater;
import dev.tocsin.notifier.message.IncidentReport;
import dev.tocsin.notifier.message.MaintenanceReport;
import dev.tocsin.notifier.message.Notice;
import dev.tocsin.notifier.message.OperatorReport;
import dev.tocsin.notifier.message.Report;
import dev.tocsin.notifier.subscription.Address.MailAddress;
import dev.tocsin.notifier.subscription.Address.WebhookAddress;
import dev.tocsin.notifier.subscription.Confirmer;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.Subscription.SubscriptionState;
import dev.tocsin.notifier.subscription.TestSender;
import dev.tocsin.notifier.subscription.TestSender.TestResult;
import dev.tocsin.notifier.subscription.Token;
import dev.tocsin.notifier.subscription.Token.Purpose;
import dev.tocsin.notifier.subscription.Translation;
import dev.tocsin.notifier.subscription.kafka.PublishedCatalog;
import dev.tocsin.notifier.subscription.store.TokenRepository;
import dev.tocsin.support.http.Site;
import dev.tocsin.support.mail.MailTransport;
import dev.tocsin.support.mail.MailTransport.MailOutcome;
import io.quarkus.mailer.Mail;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends notices by mail, and the question whether somebody wants them.
///
/// Each mail offers to unsubscribe with one click (RFC 8058), stays in the thread of its incident or window, says that
/// no person wrote it (RFC 3834), and has an envelope sender by which a bounce finds its delivery.
@ApplicationScoped
class MailSender implements Carrier, Confirmer, TestSender {

    private static final Logger LOG = LoggerFactory.getLogger(MailSender.class);

    /// The reply code of a server that took a mail (RFC 5321, section 4.3.2).
    private static final String TAKEN = "250";

    /// The time that a server may need to confirm a mail (RFC 5321, section 4.5.3.2.6). A server that did not answer
    /// in time may have taken the mail, so the mail is sent again no sooner.
    private static final Duration PERHAPS_TAKEN = Duration.ofMinutes(10);

    /// The number of mails that are claimed for each connection, and of those made ready, so that no connection waits
    /// for a mail.
    private static final int CLAIMED = 16;

    private static final int READY = 4;

    private final MailTransport transport;
    private final MailServerAlert alert;
    private final TokenRepository tokens;
    private final MailTexts texts;
    private final PublishedCatalog catalog;
    private final Site notifier;
    private final String domain;
    private final Clock clock = Clock.systemUTC();

    @CheckedTemplate(basePath = "mail")
    static final class SubscriptionMailTemplates {
        static native TemplateInstance confirmationHtml(Translation translation, String page, String link);

        static native TemplateInstance confirmationText(Translation translation, String page, String link);

        static native TemplateInstance linkHtml(Translation translation, String page, String link);

        static native TemplateInstance linkText(Translation translation, String page, String link);

        /// @param why the reason why the recipient gets the mail
        static native TemplateInstance ownerHtml(
                Translation translation, String subject, String sentence, String button, String link, String why);

        static native TemplateInstance ownerText(String sentence, String button, String link, String why);

        private SubscriptionMailTemplates() {}
    }

    MailSender(
            MailTransport transport,
            MailServerAlert alert,
            TokenRepository tokens,
            MailTexts texts,
            PublishedCatalog catalog,
            @ConfigProperty(name = "tocsin.notifier.url") URI notifier,
            @ConfigProperty(name = "quarkus.mailer.from") String from) {
        this.transport = transport;
        this.alert = alert;
        this.tokens = tokens;
        this.texts = texts;
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
        var ready = READY * transport.connections();
        return new Bounds(CLAIMED * transport.connections(), ready, 0, ready, configured.endpoint(), LONGEST);
    }

    @Override
    public SendResult carry(Notice notice, Subscription to) {
        if (to.state() == SubscriptionState.OPERATOR) {
            return send(forOperators(notice, to));
        }
        var token = tokens.issue(to.id(), Purpose.LEAVE, clock.instant());
        var gathered = notice.digest();
        return send(gathered == null ? alone(notice, to, token) : digest(notice, gathered, to, token));
    }

    private Mail alone(Notice notice, Subscription to, Token token) {
        var said = texts.of(notice, catalog.known(), to.preferences());
        return inThread(
                notice,
                notice(notice, to, token, said.subject())
                        .setText(said.text(token))
                        .setHtml(said.html(token)));
    }

    /// Only the catalog ends it, so it offers no way to unsubscribe.
    private Mail forOperators(Notice notice, Subscription to) {
        var said = texts.of(notice, catalog.known(), to.preferences());
        return inThread(
                notice,
                mail(to.address().text(), said.subject(), notice.id())
                        .addHeader("List-Id", "<%s.%s>".formatted(list(notice.report()), domain))
                        .setText(said.textForOperators())
                        .setHtml(said.htmlForOperators()));
    }

    private Mail inThread(Notice notice, Mail mail) {
        if (!notice.first().equals(notice.id())) {
            mail.addHeader("In-Reply-To", messageId(notice.first())).addHeader("References", messageId(notice.first()));
        }
        return mail;
    }

    /// A digest is about more than one thing, so it is in no thread.
    private Mail digest(Notice notice, List<Notice> gathered, Subscription to, Token token) {
        var said = texts.digest(gathered, catalog.known(), to.preferences(), token);
        return notice(notice, to, token, said.subject()).setText(said.text()).setHtml(said.html());
    }

    private Mail notice(Notice notice, Subscription to, Token token, String subject) {
        return mail(to.address().text(), subject, notice.id())
                .addHeader("List-Id", "<%s.%s>".formatted(list(notice.report()), domain))
                .addHeader("List-Unsubscribe", "<%s>".formatted(page("leave", token)))
                .addHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }

    private static String list(Report report) {
        return switch (report) {
            case IncidentReport _ -> "incidents";
            case MaintenanceReport _ -> "maintenance";
            case OperatorReport _ -> "operators";
        };
    }

    /// A subscriber who is confirmed already gets a link with which to change the subscription.
    @Override
    public ChallengeAnswer ask(Subscription subscription) {
        return AnswerToQuestion.of(send(
                subscription.state() == SubscriptionState.CONFIRMED ? link(subscription) : confirmation(subscription)));
    }

    @Override
    public TestResult test(Subscription to) {
        var test =
                new TestMessage(to.preferences().translation(), catalog.known().page());
        var id = "test-%s-%d".formatted(to.id(), clock.millis());
        return AnswerToTest.of(send(mail(to.address().text(), test.title(), id).setText(test.sentence())));
    }

    private Mail confirmation(Subscription subscription) {
        var page = catalog.known().page();
        var in = subscription.preferences().translation();
        var link = page("confirm", tokens.issue(subscription.id(), Purpose.CONFIRM, clock.instant()));
        return mail(
                        subscription.address().text(),
                        in.format("confirmation.subject", page),
                        "confirm-" + subscription.id())
                .setText(SubscriptionMailTemplates.confirmationText(in, page, link)
                        .render())
                .setHtml(SubscriptionMailTemplates.confirmationHtml(in, page, link)
                        .render());
    }

    private Mail link(Subscription subscription) {
        var now = clock.instant();
        var page = catalog.known().page();
        var in = subscription.preferences().translation();
        var link = page("manage", tokens.issue(subscription.id(), Purpose.MANAGE, now));
        var id = "link-%s-%d".formatted(subscription.id(), now.getEpochSecond());
        return mail(subscription.address().text(), in.format("link.subject", page), id)
                .setText(SubscriptionMailTemplates.linkText(in, page, link).render())
                .setHtml(SubscriptionMailTemplates.linkHtml(in, page, link).render());
    }

    /// Asks whether a mail address is that of the owner of an endpoint.
    SendResult askOwner(Subscription subscription, MailAddress owner, Token token) {
        var page = catalog.known().page();
        var in = subscription.preferences().translation();
        var subject = in.format("owner.subject", page);
        var sentence = in.format("owner.sentence", endpoint(subscription), page);
        var id = "owner-%s-%s".formatted(subscription.id(), HexFormat.of().formatHex(token.hash(), 0, 8));
        return send(mail(owner, subject, id, in, sentence, in.text("owner.button"), page("owner", token)));
    }

    /// Notifies the owner of an endpoint that the endpoint is paused.
    ///
    /// @param pause distinguishes this pause from others of the endpoint
    SendResult tellOwner(Subscription subscription, MailAddress owner, String pause) {
        var page = catalog.known().page();
        var in = subscription.preferences().translation();
        var subject = in.format("paused.subject", endpoint(subscription), page);
        var sentence = in.format("paused.sentence", endpoint(subscription), page);
        var id = "paused-%s-%s".formatted(subscription.id(), pause.replaceAll("\\D", ""));
        var token = tokens.issue(subscription.id(), Purpose.LEAVE, clock.instant());
        return send(mail(owner, subject, id, in, sentence, in.text("paused.button"), page("manage", token)));
    }

    /// The host of the address, or the part of it that may be shown: the rest is often a secret.
    private static String endpoint(Subscription subscription) {
        return subscription.address() instanceof WebhookAddress webhook
                ? webhook.url().getHost()
                : subscription.address().shown();
    }

    private Mail mail(
            MailAddress to, String subject, String id, Translation in, String sentence, String button, String link) {
        var why = in.text("owner.why");
        return mail(to.text(), subject, id)
                .setText(SubscriptionMailTemplates.ownerText(sentence, button, link, why)
                        .render())
                .setHtml(SubscriptionMailTemplates.ownerHtml(in, subject, sentence, button, link, why)
                        .render());
    }

    /// @param id names what the mail is about: the same at each attempt
    private Mail mail(String to, String subject, String id) {
        return new Mail()
                .addTo(to)
                .setSubject(subject)
                .setBounceAddress("bounce+%s@%s".formatted(id, domain))
                .addHeader("Message-ID", messageId(id))
                .addHeader("Auto-Submitted", "auto-generated");
    }

    private SendResult send(Mail mail) {
        var result = result(transport.send(mail, LONGEST));
        alert.after(result);
        return result;
    }

    private static SendResult result(MailOutcome outcome) {
        return switch (outcome) {
            case MailOutcome.Taken _ -> new Sent(TAKEN);
            case MailOutcome.NotSent _ ->
                ofServer("was busy with other mails for %d s".formatted(LONGEST.toSeconds()), null);
            case MailOutcome.Unanswered _ ->
                ofServer("did not answer within %d s".formatted(LONGEST.toSeconds()), PERHAPS_TAKEN);
            case MailOutcome.Failed(var why) -> result(why);
        };
    }

    private static SendResult result(Throwable why) {
        var refusal = smtp(why);
        if (refusal == null) {
            LOG.debug("Mail not sent", why);
            return ofServer("could not be reached", null);
        }
        return MailRefusals.read(refusal);
    }

    private static SendResult ofServer(String problem, @Nullable Duration retryAfter) {
        return new TryLater("the mail server " + problem, retryAfter, false);
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
