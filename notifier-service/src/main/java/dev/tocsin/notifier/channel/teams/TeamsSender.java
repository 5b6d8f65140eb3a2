package dev.tocsin.notifier.channel.teams;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.channel.AnswerToQuestion;
import dev.tocsin.notifier.channel.http.ServiceClient;
import dev.tocsin.notifier.channel.http.Subscribers;
import dev.tocsin.notifier.delivery.Carrier;
import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.message.Notice;
import dev.tocsin.notifier.subscription.Confirmer;
import dev.tocsin.notifier.subscription.Subscription;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/// Posts notices to channels of Microsoft Teams, and the code by which somebody who reads there confirms.
@ApplicationScoped
class TeamsSender implements Carrier, Confirmer {

    private final ServiceClient client;
    private final Subscribers subscribers;
    private final Clock clock = Clock.systemUTC();

    TeamsSender(ServiceClient client, Subscribers subscribers) {
        this.client = client;
        this.subscribers = subscribers;
    }

    @Override
    public Channel channel() {
        return Channel.TEAMS;
    }

    @Override
    public String host(Subscription to) {
        return ServiceClient.host(to);
    }

    @Override
    public SendResult carry(Notice notice, Subscription to) {
        return send(to, TeamsMessage.of(subscribers.announcement(notice, to)));
    }

    @Override
    public Answer ask(Subscription subscription) {
        return AnswerToQuestion.of(send(subscription, TeamsMessage.of(subscribers.codeRequest(subscription))));
    }

    private SendResult send(Subscription to, TeamsMessage message) {
        return TeamsAnswers.read(client.post(to, message), clock.instant());
    }
}
