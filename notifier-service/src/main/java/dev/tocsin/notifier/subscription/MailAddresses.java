package dev.tocsin.notifier.subscription;

import java.util.Optional;
import java.util.regex.Pattern;

/// The mail addresses that can be subscribed: the everyday form of RFC 5321, without quotes, comments or literals.
public final class MailAddresses {

    private static final Pattern EVERYDAY =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    private MailAddresses() {}

    /// What is wrong with `text` as a mail address; empty when nothing is.
    public static Optional<String> problem(String text) {
        if (text.length() > 254 || text.indexOf('@') > 64) {
            return Optional.of("is too long: at most 64 characters before the @ and 254 in all");
        }
        return EVERYDAY.matcher(text).matches()
                ? Optional.empty()
                : Optional.of("is not a mail address such as jo@example.com");
    }
}
