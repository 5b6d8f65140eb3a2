package dev.tocsin.notifier.channel.pagerduty;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.channel.AnswerToQuestion;
import dev.tocsin.notifier.channel.AnswerToTest;
import dev.tocsin.notifier.channel.http.ChatMessage;
import dev.tocsin.notifier.channel.http.GuardedClient;
import dev.tocsin.notifier.channel.http.GuardedClients;
import dev.tocsin.notifier.channel.http.JsonPreview;
import dev.tocsin.notifier.channel.http.ServiceClient;
import dev.tocsin.notifier.channel.http.TestMessage;
import dev.tocsin.notifier.delivery.Carrier;
import dev.tocsin.notifier.delivery.Previewer;
import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.message.Notice;
import dev.tocsin.notifier.subscription.Confirmer;
import dev.tocsin.notifier.subscription.Preferences;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.TestSender;
import dev.tocsin.notifier.subscription.TestSender.TestResult;
import dev.tocsin.notifier.subscription.kafka.PublishedCatalog;
import dev.tocsin.support.http.Site;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Sends notices to services of PagerDuty.
///
/// Only the owner of a service has its integration key, and anyone who has the key can alert the service without us: a
/// change event that is accepted is proof enough.
@ApplicationScoped
class PagerDutySender implements Carrier, Confirmer, TestSender, Previewer {

    private final GuardedClient client;
    private final PublishedCatalog catalog;
    private final Site service;
    private final URI page;
    private final Clock clock = Clock.systemUTC();

    PagerDutySender(
            @Identifier(GuardedClients.OF_OPERATORS) GuardedClient client,
            PublishedCatalog catalog,
            PagerDutySettings settings,
            @ConfigProperty(name = "tocsin.incident.url") URI page) {
        this.client = client;
        this.catalog = catalog;
        this.service = new Site(settings.url());
        this.page = page;
    }

    @Override
    public Channel channel() {
        return Channel.PAGERDUTY;
    }

    /// All events go to one service.
    @Override
    public String host(Subscription to) {
        return "";
    }

    @Override
    public SendResult carry(Notice notice, Subscription to) {
        return send(event(notice, to.id(), to.address().text(), to.preferences()));
    }

    @Override
    public Preview preview(Notice notice) {
        return JsonPreview.of(event(notice, "preview", "integration key", Preferences.DEFAULT));
    }

    private PagerDutyEvent event(Notice notice, String subscription, String key, Preferences to) {
        var known = catalog.known();
        return PagerDutyEvent.of(notice, subscription, key, ChatMessage.of(notice, known, to, page), known);
    }

    @Override
    public ChallengeAnswer ask(Subscription subscription) {
        var summary = "%s: this service gets updates on incidents from now on"
                .formatted(catalog.known().page());
        var answer = AnswerToQuestion.of(send(change(subscription, summary)));
        return answer instanceof ChallengeAnswer.Asked ? new ChallengeAnswer.Confirmed() : answer;
    }

    @Override
    public TestResult test(Subscription to) {
        var test =
                new TestMessage(to.preferences().translation(), catalog.known().page());
        return AnswerToTest.of(send(change(to, test.brief())));
    }

    private PagerDutyEvent change(Subscription to, String summary) {
        return PagerDutyEvent.change(to.address().text(), summary, catalog.known(), page, clock.instant());
    }

    private SendResult send(PagerDutyEvent event) {
        var outcome = client.post(service.at(event.path()), Map.of(), ServiceClient.bytes(event));
        return PagerDutyAnswers.read(outcome, clock.instant());
    }
}
