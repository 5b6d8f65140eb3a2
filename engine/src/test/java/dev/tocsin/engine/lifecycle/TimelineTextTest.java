package dev.tocsin.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TimelineTextTest {

    @Test
    void aTextIsCutBetweenCharacters() {
        assertThat(TimelineText.cut("abc", 3)).isEqualTo("abc");
        assertThat(TimelineText.cut("abcd", 3)).isEqualTo("ab…");
        assertThat(TimelineText.cut("a😀cd", 3)).isEqualTo("a…");
    }
}
