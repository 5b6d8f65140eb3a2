package dev.tocsin.notifier.channel.http;

import dev.tocsin.notifier.subscription.Translation;

/// The message that shows a subscriber whether notices would arrive, as plain text.
///
/// @param page the product's name
public record TestMessage(Translation translation, String page) {

    public String title() {
        return translation.format("test.title", page);
    }

    public String sentence() {
        return translation.text("test.sentence");
    }

    /// The whole message in one line.
    public String brief() {
        return "%s: %s".formatted(page, sentence());
    }
}
