package dev.tocsin.notifier.channel.http;

import dev.tocsin.notifier.subscription.ConfirmationCode;

/// The question whether a channel wants to hear, with the code that its reader types in, as plain text.
///
/// @param page the product's name
public record CodeRequest(String page, ConfirmationCode code) {

    public String title() {
        return "Confirm your subscription to " + page;
    }

    public String sentence() {
        return "Somebody asked for updates on incidents and scheduled maintenance of %s here.".formatted(page);
    }

    public String instruction() {
        return "To get them, enter the code %s where you subscribed. It holds for %d minutes. Otherwise ignore this message."
                .formatted(code.shown(), ConfirmationCode.LIFE.toMinutes());
    }
}
