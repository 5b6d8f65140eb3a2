package dev.tocsin.notifier.channel.pagerduty;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

@ConfigMapping(prefix = "tocsin.pagerduty")
interface PagerDutySettings {

    /// The address at which PagerDuty accepts events; for accounts in Europe `https://events.eu.pagerduty.com`.
    @WithDefault("https://events.pagerduty.com")
    URI url();
}
