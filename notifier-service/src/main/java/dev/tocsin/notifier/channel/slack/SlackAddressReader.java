package dev.tocsin.notifier.channel.slack;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.channel.EndpointRules;
import dev.tocsin.notifier.channel.http.ServiceUrl;
import dev.tocsin.notifier.subscription.AddressReader;
import dev.tocsin.notifier.subscription.SubscriptionForm;
import jakarta.inject.Singleton;

@Singleton
class SlackAddressReader implements AddressReader {

    private static final Prompt PROMPT = new Prompt(
            "By Slack",
            "url",
            "url",
            "incoming webhook of a Slack channel",
            "https://hooks.slack.com/services/T0/B0/x",
            "We post a code to the channel, which you enter on the next page.");

    private final ServiceUrl url;

    SlackAddressReader(SlackSettings settings, EndpointRules rules) {
        this.url = ServiceUrl.of(Channel.SLACK, PROMPT, "Slack", "tocsin.slack.addresses", settings.addresses(), rules);
    }

    @Override
    public Channel channel() {
        return Channel.SLACK;
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
