package dev.tocsin.notifier.subscription.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CellsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1@example.com",
                "+tag@example.com",
                "-x@example.com",
                "@x",
                "'=x@example.com",
                "'jo@example.com"
            })
    void whatBeginsLikeAFormulaIsMarkedAndReadAsItWas(String text) {
        var cell = Cells.harmless(text);

        assertThat(cell).isEqualTo("'" + text);
        assertThat(Cells.plain(cell)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jo@example.com", "", "https://example.com/=1"})
    void allElseStaysAsItIs(String text) {
        assertThat(Cells.harmless(text)).isEqualTo(text);
        assertThat(Cells.plain(text)).isEqualTo(text);
    }
}
