package dev.tocsin.notifier.channel.discord;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.channel.EndpointRules;
import dev.tocsin.notifier.channel.http.ServiceUrl;
import dev.tocsin.notifier.subscription.AddressReader;
import dev.tocsin.notifier.subscription.SubscriptionForm;
import jakarta.inject.Singleton;

@Singleton
class DiscordAddressReader implements AddressReader {

    private static final Prompt PROMPT = new Prompt(
            "By Discord",
            "url",
            "url",
            "webhook of a Discord channel",
            "https://discord.com/api/webhooks/1/x",
            "We post a code to the channel, which you enter on the next page.");

    private final ServiceUrl url;

    DiscordAddressReader(DiscordSettings settings, EndpointRules rules) {
        this.url = ServiceUrl.of(
                Channel.DISCORD, PROMPT, "Discord", "tocsin.discord.addresses", settings.addresses(), rules);
    }

    @Override
    public Channel channel() {
        return Channel.DISCORD;
    }

    @Override
    public Prompt prompt() {
        return PROMPT;
    }

    @Override
    public boolean isConfirmedByCode() {
        return true;
    }

    @Override
    public Result read(SubscriptionForm form) {
        return url.read(form);
    }
}
