package dev.tocsin.incident.notices;

import java.util.Locale;

/// The words of notifier-service's API as people read them.
final class Words {

    private Words() {}

    /// `given-up` as `Given up`.
    static String capital(String word) {
        return word.isEmpty()
                ? word
                : word.substring(0, 1).toUpperCase(Locale.ROOT)
                        + word.substring(1).replace('-', ' ');
    }
}
