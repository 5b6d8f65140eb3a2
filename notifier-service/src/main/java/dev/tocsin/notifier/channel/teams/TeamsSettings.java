package dev.tocsin.notifier.channel.teams;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

@ConfigMapping(prefix = "tocsin.teams")
interface TeamsSettings {

    /// How the address of a webhook of Microsoft Teams may begin.
    @WithDefault("https://*.webhook.office.com/,https://*.logic.azure.com/,https://*.powerplatform.com/")
    List<String> addresses();
}
