package dev.tocsin.notifier.subscription;

import static java.util.Objects.requireNonNullElse;

import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A language of the fixed words of mails and pages, named by its BCP 47 tag. To add one, add its constant here and
/// its file beside `translations/texts_en.properties`.
public enum Language {
    EN("English"),
    DE("Deutsch");

    /// The language's name in the language itself.
    private final String label;

    Language(String label) {
        this.label = label;
    }

    public static Optional<Language> of(String tag) {
        return Stream.of(values())
                .filter(language -> language.tag().equals(tag))
                .findFirst();
    }

    /// The language that best suits the sender of an `Accept-Language` header (RFC 9110), else English.
    ///
    /// @param header null when none was sent
    public static Language preferred(@Nullable String header) {
        try {
            var ranges = LanguageRange.parse(requireNonNullElse(header, "*"));
            var locales = Stream.of(values()).map(Language::locale).toList();
            return Optional.ofNullable(Locale.lookup(ranges, locales))
                    .flatMap(locale -> of(locale.getLanguage()))
                    .orElse(EN);
        } catch (IllegalArgumentException _) {
            return EN;
        }
    }

    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String label() {
        return label;
    }

    public Locale locale() {
        return Locale.of(tag());
    }
}
