package dev.tocsin.notifier.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BoundedTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            short      | 5  | short
            too long   | 5  | too…
            a😀😀😀    | 5  | a😀…
            a&&        | 11 | a&amp;&amp;
            a&&        | 10 | a&amp;…
            """)
    void aTextIsCutBetweenCharactersAndNeverWithinAnEscape(String text, int most, String bounded) {
        var result = BoundedText.of(text, most, point -> point == '&' ? "&amp;" : Character.toString(point));

        assertThat(result).isEqualTo(bounded).hasSizeLessThanOrEqualTo(most);
    }
}
