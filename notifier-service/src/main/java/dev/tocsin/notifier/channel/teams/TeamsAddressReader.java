package dev.tocsin.notifier.channel.teams;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.channel.EndpointRules;
import dev.tocsin.notifier.channel.http.ServiceUrl;
import dev.tocsin.notifier.subscription.AddressReader;
import dev.tocsin.notifier.subscription.SubscriptionForm;
import jakarta.inject.Singleton;

@Singleton
class TeamsAddressReader implements AddressReader {

    private static final Prompt PROMPT = new Prompt(
            "By Microsoft Teams",
            "url",
            "url",
            "webhook of a Teams workflow",
            "https://example.webhook.office.com/x",
            "We post a code to the channel, which you enter on the next page.");

    private final ServiceUrl url;

    TeamsAddressReader(TeamsSettings settings, EndpointRules rules) {
        this.url = ServiceUrl.of(
                Channel.TEAMS, PROMPT, "Microsoft Teams", "tocsin.teams.addresses", settings.addresses(), rules);
    }

    @Override
    public Channel channel() {
        return Channel.TEAMS;
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
