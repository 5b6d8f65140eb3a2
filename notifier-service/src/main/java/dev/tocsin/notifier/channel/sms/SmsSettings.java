package dev.tocsin.notifier.channel.sms;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Optional;

@ConfigMapping(prefix = "tocsin.sms")
interface SmsSettings {

    /// The URL of the gateway for text messages, which may hold `{to}`, `{text}` and `{id}`; without it there are no
    /// text messages.
    Optional<String> url();

    /// The method of requests to the gateway: `POST`, `PUT` or `GET`.
    @WithDefault("POST")
    String method();

    /// The headers of each request to the gateway; write a secret as a reference, such as `Bearer ${SMS_TOKEN}`.
    Map<String, String> headers();

    /// The body of each request to the gateway; `{to}`, `{text}` and `{id}` are filled in as the `Content-Type`
    /// requires.
    @WithDefault("{\"to\":\"{to}\",\"text\":\"{text}\"}")
    String body();

    /// The most characters of a text message; 160 is one message, 306 two.
    @WithDefault("306")
    int longest();
}
