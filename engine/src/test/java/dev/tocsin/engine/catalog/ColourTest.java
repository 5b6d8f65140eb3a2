package dev.tocsin.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColourTest {

    private static final Colour WHITE = new Colour(255, 255, 255);
    private static final Colour BLACK = new Colour(0, 0, 0);

    @ParameterizedTest
    @CsvSource({"#000000,#ffffff,21", "#ffffff,#ffffff,1", "#777777,#ffffff,4.48", "#767676,#ffffff,4.54"})
    void contrastIsThatOfTheGuidelines(String one, String other, double contrast) {
        var left = Colour.of(one).orElseThrow();
        var right = Colour.of(other).orElseThrow();

        assertThat(left.contrastWith(right)).isEqualTo(contrast, within(0.005));
        assertThat(right.contrastWith(left)).isEqualTo(contrast, within(0.005));
    }

    @Test
    void aRatioJustBelowTheLimitIsNotRounded() {
        assertThat(Colour.of("#777777").orElseThrow().isReadableOn(WHITE)).isFalse();
        assertThat(Colour.of("#767676").orElseThrow().isReadableOn(WHITE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"#ff8800", "#ffffff", "#000000", "#ffff00", "#2b59c3", "#808080"})
    void theNearestReadableIsReadable(String text) {
        var colour = Colour.of(text).orElseThrow();

        for (var surfaces :
                List.of(List.of(WHITE, new Colour(246, 247, 248)), List.of(BLACK, new Colour(28, 32, 38)))) {
            assertThat(surfaces).allMatch(colour.nearestReadableOn(surfaces)::isReadableOn);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "blue", "#fff", "#12345g", "2b59c3", "#2b59c3ff", "url(//elsewhere.example)"})
    void onlySixDigitsAreAColour(String text) {
        assertThat(Colour.of(text)).isEmpty();
    }
}
