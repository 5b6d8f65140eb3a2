package dev.tocsin.notifier.channel.discord;

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
class DiscordChannel extends ChatChannel {

    @ConfigMapping(prefix = "tocsin.discord")
    interface DiscordSettings {

        /// The allowed beginnings of the address of a Discord webhook.
        @WithDefault("https://discord.com/api/webhooks/,https://discordapp.com/api/webhooks/")
        List<String> addresses();
    }

    DiscordChannel(DiscordSettings settings, EndpointRules rules, ServiceClient client, Subscribers subscribers) {
        super(
                new ChatService(
                        Channel.DISCORD, "Discord", "https://discord.com/api/webhooks/1/x", settings.addresses()),
                rules,
                client,
                subscribers);
    }

    @Override
    protected DiscordMessage message(ChatMessage announcement) {
        return DiscordMessage.of(announcement);
    }

    @Override
    protected DiscordMessage message(Note note) {
        return DiscordMessage.of(note);
    }

    @Override
    protected SendResult result(RequestOutcome outcome, Instant now) {
        return DiscordAnswers.read(outcome, now);
    }
}
