package dev.tocsin.notifier.subscription;

import static java.util.Objects.requireNonNull;

import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/// The fixed words of mails and pages in one language, and its formats of times.
public final class Translation {

    private static final String TEXTS = "translations/texts";
    private static final Map<Language, Translation> ALL = all();

    private final Language language;
    private final ResourceBundle texts;
    private final DateTimeFormatter moment;
    private final DateTimeFormatter day;
    private final DateTimeFormatter clock;
    private final DateTimeFormatter zonedClock;

    private Translation(Language language) {
        this.language = language;
        this.texts = ResourceBundle.getBundle(
                TEXTS,
                language.locale(),
                Translation.class.getClassLoader(),
                Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
        this.moment = times("time.moment");
        this.day = times("time.day");
        this.clock = times("time.clock");
        this.zonedClock = times("time.zoned");
    }

    public static Translation of(Language language) {
        return requireNonNull(ALL.get(language));
    }

    public Language language() {
        return language;
    }

    public List<Language> languages() {
        return List.of(Language.values());
    }

    /// The other languages in which the same page can be read.
    public List<Language> others() {
        return languages().stream().filter(each -> each != language).toList();
    }

    /// @param key the key of a text that is in the file of each language
    /// @throws java.util.MissingResourceException when it is not
    public String text(String key) {
        return texts.getString(key);
    }

    /// @return empty when no file has it
    public Optional<String> find(String key) {
        return texts.containsKey(key) ? Optional.of(texts.getString(key)) : Optional.empty();
    }

    /// @param values the values for the places in the text, which are numbered as in `%1$s`
    public String format(String key, Object... values) {
        return text(key).formatted(values);
    }

    /// The word for a constant, such as `severity.major`.
    ///
    /// @param family what comes before the dot
    public String word(String family, Enum<?> constant) {
        return text(family + "." + constant.name().toLowerCase(Locale.ROOT));
    }

    /// A time and its day, with the zone.
    public DateTimeFormatter moment() {
        return moment;
    }

    public DateTimeFormatter day() {
        return day;
    }

    public DateTimeFormatter clock() {
        return clock;
    }

    public DateTimeFormatter zonedClock() {
        return zonedClock;
    }

    private DateTimeFormatter times(String key) {
        return DateTimeFormatter.ofPattern(texts.getString(key), language.locale());
    }

    private static Map<Language, Translation> all() {
        var all = new EnumMap<Language, Translation>(Language.class);
        for (var language : Language.values()) {
            all.put(language, new Translation(language));
        }
        return all;
    }
}
