package dev.tocsin.notifier.channel.http;

import dev.tocsin.notifier.subscription.ConfirmationCode;
import dev.tocsin.notifier.subscription.Translation;

/// The question whether a channel wants notices, with the code that its reader types in, as plain text.
///
/// @param page the product's name
public record CodeRequest(Translation translation, String page, ConfirmationCode code) {

    public String title() {
        return translation.format("confirmation.subject", page);
    }

    public String sentence() {
        return translation.format("code.sentence", page);
    }

    public String instruction() {
        return translation.format("code.instruction", code.shown(), minutes());
    }

    /// The whole request in one or two sentences.
    public String brief() {
        return translation.format("code.brief", code.shown(), page, minutes());
    }

    private static long minutes() {
        return ConfirmationCode.LIFE.toMinutes();
    }
}
