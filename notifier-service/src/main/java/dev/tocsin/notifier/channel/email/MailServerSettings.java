package dev.tocsin.notifier.channel.email;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "tocsin.mail.server")
interface MailServerSettings {

    /// The time for which the mail server must take mails, and refuse none for a reason of ours, before its operator
    /// alert ends.
    @WithDefault("1m")
    Duration trustedAfter();
}
