package dev.tocsin.notifier.channel.slack;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

@ConfigMapping(prefix = "tocsin.slack")
interface SlackSettings {

    /// How the address of an incoming webhook of Slack may begin.
    @WithDefault("https://hooks.slack.com/services/,https://hooks.slack-gov.com/services/")
    List<String> addresses();
}
