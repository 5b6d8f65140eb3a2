package dev.tocsin.notifier.channel.sms;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.channel.AnswerToQuestion;
import dev.tocsin.notifier.channel.AnswerToTest;
import dev.tocsin.notifier.channel.http.GuardedClient;
import dev.tocsin.notifier.channel.http.GuardedClients;
import dev.tocsin.notifier.channel.http.Subscribers;
import dev.tocsin.notifier.delivery.Carrier;
import dev.tocsin.notifier.delivery.Previewer;
import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.delivery.SendResult.SenderRefused;
import dev.tocsin.notifier.delivery.SendResult.Sent;
import dev.tocsin.notifier.delivery.SendResult.TryLater;
import dev.tocsin.notifier.message.MailWording;
import dev.tocsin.notifier.message.Notice;
import dev.tocsin.notifier.subscription.Confirmer;
import dev.tocsin.notifier.subscription.Preferences;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.TestSender;
import dev.tocsin.notifier.subscription.TestSender.TestResult;
import dev.tocsin.support.operator.OperatorAlerts;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Sends text messages through the operator's gateway: notices, and the code with which a phone's owner confirms.
@ApplicationScoped
class SmsSender implements Carrier, Confirmer, TestSender, Previewer {

    private static final String ALERT = "sms-gateway";

    private final GuardedClient client;
    private final Subscribers subscribers;
    private final OperatorAlerts alerts;
    private final Optional<SmsTemplate> gateway;
    private final int longest;
    private final Clock clock = Clock.systemUTC();

    SmsSender(
            @Identifier(GuardedClients.OF_OPERATORS) GuardedClient client,
            Subscribers subscribers,
            OperatorAlerts alerts,
            SmsSettings settings) {
        this.client = client;
        this.subscribers = subscribers;
        this.alerts = alerts;
        this.longest = settings.longest();
        this.gateway = settings.url()
                .map(url -> new SmsTemplate(
                        url, settings.method(), settings.headers(), settings.body(), settings.longest()));
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    /// All messages go to one gateway.
    @Override
    public String host(Subscription to) {
        return "";
    }

    @Override
    public SendResult carry(Notice notice, Subscription to) {
        return send(to, words(notice, to.preferences()), notice.page().toString(), notice.id());
    }

    /// Shows the text as it would be shortened for sending, even where no gateway is configured yet.
    @Override
    public Preview preview(Notice notice) {
        var text = SmsTemplate.text(
                words(notice, Preferences.DEFAULT), notice.page().toString(), longest);
        return new Preview(null, List.of(new PreviewPart("text/plain", text)));
    }

    private String words(Notice notice, Preferences to) {
        var known = subscribers.catalog();
        return "%s: %s"
                .formatted(known.page(), MailWording.of(notice, known, to).sentence());
    }

    @Override
    public ChallengeAnswer ask(Subscription subscription) {
        var request = subscribers.codeRequest(subscription);
        return AnswerToQuestion.of(send(subscription, request.brief(), "", "code-" + subscription.id()));
    }

    @Override
    public TestResult test(Subscription to) {
        var brief = subscribers.testMessage(to).brief();
        return AnswerToTest.of(send(to, brief, "", "test-%s-%d".formatted(to.id(), clock.millis())));
    }

    private SendResult send(Subscription to, String words, String link, String id) {
        return gateway.map(template -> send(template, to, words, link, id))
                .orElseGet(() -> new TryLater("no gateway for text messages is configured"));
    }

    private SendResult send(SmsTemplate template, Subscription to, String words, String link, String id) {
        var message = new SmsTemplate.SmsMessage(to.address().text(), SmsTemplate.text(words, link, longest), id);
        var outcome = client.ask(
                HttpMethod.valueOf(template.method()),
                template.urlFor(message),
                template.headers(),
                template.bodyFor(message));
        var result = SmsAnswers.read(outcome, clock.instant());
        tellOperators(result);
        return result;
    }

    private void tellOperators(SendResult result) {
        switch (result) {
            case SenderRefused(var reason) ->
                alerts.raise(
                        ALERT,
                        "Text messages are not sent: %s. Check tocsin.sms.* in the configuration.".formatted(reason));
            case Sent _ -> alerts.clear(ALERT, "The gateway accepts text messages again.");
            case TryLater _, SendResult.Refused _, SendResult.Gone _ -> {}
        }
    }
}
