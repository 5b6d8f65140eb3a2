package dev.tocsin.notifier.channel.pagerduty;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.channel.AnswerToQuestion;
import dev.tocsin.notifier.channel.http.Announcement;
import dev.tocsin.notifier.channel.http.GuardedClient;
import dev.tocsin.notifier.channel.http.GuardedClients;
import dev.tocsin.notifier.channel.http.ServiceClient;
import dev.tocsin.notifier.delivery.Carrier;
import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.message.Notice;
import dev.tocsin.notifier.subscription.Confirmer;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.kafka.CatalogFollower;
import dev.tocsin.support.http.Site;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Sends notices to services of PagerDuty.
///
/// Only its owner has a service's integration key, and whoever has it can alert the service without us: a change event
/// that is accepted is proof enough.
@ApplicationScoped
class PagerDutySender implements Carrier, Confirmer {

    private final GuardedClient client;
    private final CatalogFollower catalog;
    private final Site service;
    private final URI page;
    private final Clock clock = Clock.systemUTC();

    PagerDutySender(
            @Identifier(GuardedClients.OF_OPERATORS) GuardedClient client,
            CatalogFollower catalog,
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
        var known = catalog.known();
        var said = Announcement.of(notice, known, to.preferences(), page);
        return send(PagerDutyEvent.of(notice, to.id(), to.address().text(), said, known));
    }

    @Override
    public Answer ask(Subscription subscription) {
        var question = PagerDutyEvent.question(subscription.address().text(), catalog.known(), page, clock.instant());
        var answer = AnswerToQuestion.of(send(question));
        return answer instanceof Answer.Asked ? new Answer.Confirmed() : answer;
    }

    private SendResult send(PagerDutyEvent event) {
        var outcome = client.post(service.at(event.path()), Map.of(), ServiceClient.bytes(event));
        return PagerDutyAnswers.read(outcome, clock.instant());
    }
}
