package dev.tocsin.notifier.channel.slack;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.channel.EndpointRules;
import dev.tocsin.notifier.channel.chat.ChatChannel;
import dev.tocsin.notifier.channel.chat.Note;
import dev.tocsin.notifier.channel.http.ChatMessage;
import dev.tocsin.notifier.channel.http.GuardedClient.RequestOutcome;
import dev.tocsin.notifier.channel.http.ServiceClient;
import dev.tocsin.notifier.channel.http.Subscribers;
import dev.tocsin.notifier.delivery.SendResult;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

@Singleton
class SlackChannel extends ChatChannel {

    @ConfigMapping(prefix = "tocsin.slack")
    interface SlackSettings {

        /// The allowed beginnings of the address of a Slack incoming webhook.
        @WithDefault("https://hooks.slack.com/services/,https://hooks.slack-gov.com/services/")
        List<String> addresses();
    }

    SlackChannel(SlackSettings settings, EndpointRules rules, ServiceClient client, Subscribers subscribers) {
        super(
                new ChatService(
                        Channel.SLACK, "Slack", "https://hooks.slack.com/services/T0/B0/x", settings.addresses()),
                rules,
                client,
                subscribers);
    }

    @Override
    protected SlackMessage message(ChatMessage announcement) {
        return SlackMessage.of(announcement);
    }

    @Override
    protected SlackMessage message(Note note) {
        return SlackMessage.of(note);
    }

    @Override
    protected SendResult result(RequestOutcome outcome, Instant now) {
        return SlackAnswers.read(outcome, now);
    }
}
