package dev.tocsin.notifier.channel.discord;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

@ConfigMapping(prefix = "tocsin.discord")
interface DiscordSettings {

    /// How the address of a webhook of Discord may begin.
    @WithDefault("https://discord.com/api/webhooks/,https://discordapp.com/api/webhooks/")
    List<String> addresses();
}
