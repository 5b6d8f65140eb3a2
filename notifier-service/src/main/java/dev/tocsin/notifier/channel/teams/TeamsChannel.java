package dev.tocsin.notifier.channel.teams;

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
class TeamsChannel extends ChatChannel {

    @ConfigMapping(prefix = "tocsin.teams")
    interface TeamsSettings {

        /// The allowed beginnings of the address of a Microsoft Teams webhook.
        @WithDefault("https://*.webhook.office.com/,https://*.logic.azure.com/,https://*.powerplatform.com/")
        List<String> addresses();
    }

    TeamsChannel(TeamsSettings settings, EndpointRules rules, ServiceClient client, Subscribers subscribers) {
        super(
                new ChatService(
                        Channel.TEAMS, "Microsoft Teams", "https://example.webhook.office.com/x", settings.addresses()),
                rules,
                client,
                subscribers);
    }

    @Override
    protected TeamsMessage message(ChatMessage announcement) {
        return TeamsMessage.of(announcement);
    }

    @Override
    protected TeamsMessage message(Note note) {
        return TeamsMessage.of(note);
    }

    @Override
    protected SendResult result(RequestOutcome outcome, Instant now) {
        return TeamsAnswers.read(outcome, now);
    }
}
