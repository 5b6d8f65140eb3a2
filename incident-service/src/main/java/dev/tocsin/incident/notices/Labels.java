package dev.tocsin.incident.notices;

import java.util.Locale;

/// How people read the words of notifier-service's API.
final class Labels {

    private Labels() {}

    /// `given-up` as `Given up`.
    static String of(String word) {
        return word.isEmpty()
                ? word
                : word.substring(0, 1).toUpperCase(Locale.ROOT)
                        + word.substring(1).replace('-', ' ');
    }
}
