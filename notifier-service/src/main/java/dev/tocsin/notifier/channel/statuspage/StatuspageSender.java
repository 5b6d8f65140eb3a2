package dev.tocsin.notifier.channel.statuspage;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.channel.AnswerToQuestion;
import dev.tocsin.notifier.channel.AnswerToTest;
import dev.tocsin.notifier.channel.http.JsonPreview;
import dev.tocsin.notifier.channel.http.ServiceClient;
import dev.tocsin.notifier.channel.http.Subscribers;
import dev.tocsin.notifier.delivery.Carrier;
import dev.tocsin.notifier.delivery.Previewer;
import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.message.Notice;
import dev.tocsin.notifier.subscription.Confirmer;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.TestSender;
import dev.tocsin.notifier.subscription.TestSender.TestResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Posts notices to receivers of Statuspage webhooks. Such a receiver cannot answer a challenge, so the first body
/// shows a code.
@ApplicationScoped
class StatuspageSender implements Carrier, Confirmer, TestSender, Previewer {

    private final ServiceClient client;
    private final Subscribers subscribers;
    private final URI page;
    private final Clock clock = Clock.systemUTC();

    StatuspageSender(
            ServiceClient client, Subscribers subscribers, @ConfigProperty(name = "tocsin.incident.url") URI page) {
        this.client = client;
        this.subscribers = subscribers;
        this.page = page;
    }

    @Override
    public Channel channel() {
        return Channel.STATUSPAGE;
    }

    @Override
    public String host(Subscription to) {
        return ServiceClient.host(to);
    }

    @Override
    public SendResult carry(Notice notice, Subscription to) {
        var announcement = subscribers.announcement(notice, to);
        return send(to, StatuspageBody.of(notice, announcement, subscribers.catalog(), clock.instant()));
    }

    @Override
    public Preview preview(Notice notice) {
        return JsonPreview.of(
                StatuspageBody.of(notice, subscribers.sample(notice), subscribers.catalog(), clock.instant()));
    }

    @Override
    public ChallengeAnswer ask(Subscription subscription) {
        var request = subscribers.codeRequest(subscription);
        return AnswerToQuestion.of(
                write(subscription, request.title(), request.sentence() + " " + request.instruction()));
    }

    @Override
    public TestResult test(Subscription to) {
        var test = subscribers.testMessage(to);
        return AnswerToTest.of(write(to, test.title(), test.sentence()));
    }

    private SendResult write(Subscription to, String title, String text) {
        return send(to, StatuspageBody.of(title, text, to.id(), subscribers.leave(to), page, clock.instant()));
    }

    private SendResult send(Subscription to, StatuspageBody body) {
        return StatuspageAnswers.read(client.postForStatus(to, body), clock.instant());
    }
}
