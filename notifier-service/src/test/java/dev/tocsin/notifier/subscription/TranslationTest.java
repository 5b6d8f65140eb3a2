package dev.tocsin.notifier.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever is said can be said in each language.
final class TranslationTest {

    private static final Path RESOURCES = Path.of("src", "main", "resources");
    private static final Pattern PLACE = Pattern.compile("%\\d+\\$[sd]");
    private static final Pattern KEY_IN_TEMPLATE = Pattern.compile("translation\\.(?:text|format)\\('([^']+)'");

    @ParameterizedTest
    @EnumSource(Language.class)
    void eachLanguageHasTheSameTextsAndFillsNoOtherPlaces(Language language) throws IOException {
        var english = texts(Language.EN);
        var texts = texts(language);

        assertThat(texts.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        assertThat(texts.stringPropertyNames()).allSatisfy(key -> {
            assertThat(texts.getProperty(key)).as(key).isNotBlank();
            assertThat(places(english.getProperty(key))).as(key).containsAll(places(texts.getProperty(key)));
        });
    }

    @Test
    void templatesUseOnlyTextsThatExist() throws IOException {
        try (var templates = Files.walk(RESOURCES.resolve("templates"))) {
            var used = templates
                    .filter(Files::isRegularFile)
                    .flatMap(template -> KEY_IN_TEMPLATE.matcher(read(template)).results())
                    .map(found -> found.group(1))
                    .toList();

            assertThat(used).isNotEmpty();
            assertThat(texts(Language.EN).stringPropertyNames()).containsAll(used);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de-AT, en;q=0.5   | DE
            en-US, de;q=0.9   | EN
            fr, de;q=0.3      | DE
            fr                | EN
            *                 | EN
            ;;q=x             | EN
                              | EN
            """)
    void aReaderGetsTheLanguageThatSuitsBest(@Nullable String header, Language language) {
        assertThat(Language.preferred(header)).isEqualTo(language);
    }

    @Test
    void germanIsNotEnglish() {
        assertThat(Translation.of(Language.DE).text("mail.leave")).isEqualTo("Abmelden");
        assertThat(Translation.of(Language.EN).text("mail.leave")).isEqualTo("Unsubscribe");
    }

    private static Set<String> places(String text) {
        return new TreeSet<>(
                PLACE.matcher(text).results().map(MatchResult::group).toList());
    }

    private static Properties texts(Language language) throws IOException {
        var texts = new Properties();
        var file = RESOURCES.resolve("translations").resolve("texts_%s.properties".formatted(language.tag()));
        try (var reader = Files.newBufferedReader(file)) {
            texts.load(reader);
        }
        return texts;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
