package dev.tocsin.notifier.channel.sms;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Optional;

@ConfigMapping(prefix = "tocsin.sms")
interface SmsSettings {

    /// The gateway for text messages, whose URL may hold `{to}`, `{text}` and `{id}`; without one there are none.
    Optional<String> url();

    /// How the gateway is asked: `POST`, `PUT` or `GET`.
    @WithDefault("POST")
    String method();

    /// Of each request to the gateway; a secret stands there as a reference, such as `Bearer ${SMS_TOKEN}`.
    Map<String, String> headers();

    /// What the gateway is sent; `{to}`, `{text}` and `{id}` are filled in as the `Content-Type` wants.
    @WithDefault("{\"to\":\"{to}\",\"text\":\"{text}\"}")
    String body();

    /// How long a text message may be; 160 is one message, 306 two.
    @WithDefault("306")
    int longest();
}
