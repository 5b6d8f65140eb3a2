package dev.tocsin.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InternedTextsTest {

    @Test
    void theSameBytesAreTheSameWord() {
        assertThat(word("tocsin.health.observed.v1")).isSameAs(word("tocsin.health.observed.v1"));
    }

    @Test
    void aWordIsTheSameHoweverItIsWritten() {
        var page = word("us-east");

        assertThat(InternedTexts.of("us-east-1".toCharArray(), 0, 7)).isSameAs(page);
        assertThat(InternedTexts.of(new String("us-east".toCharArray()))).isSameAs(page);
        assertThat(InternedTexts.of("zürich".toCharArray(), 1, 5)).isEqualTo("ürich");
        assertThat(InternedTexts.of("eu-west")).isEqualTo("eu-west");
    }

    @Test
    void moreThanItKeepsAreAllRead() {
        for (var round = 0; round < 2; round++) {
            assertThat(IntStream.range(0, 50_000).mapToObj(Integer::toString))
                    .allSatisfy(text -> assertThat(word(text)).isEqualTo(text));
        }
        assertThat(word("é")).isEqualTo("é");
        assertThat(word("")).isEmpty();
        assertThat(word("é".repeat(100))).isEqualTo("é".repeat(100));
    }

    @Test
    void whoChangesTheBytesChangesNoWord() {
        var bytes = "1.0".getBytes(UTF_8);
        InternedTexts.of(bytes);
        bytes[0] = '2';

        assertThat(word("1.0")).isEqualTo("1.0");
        assertThat(InternedTexts.of(bytes)).isEqualTo("2.0");
    }

    private static String word(String text) {
        return InternedTexts.of(text.getBytes(UTF_8));
    }
}
