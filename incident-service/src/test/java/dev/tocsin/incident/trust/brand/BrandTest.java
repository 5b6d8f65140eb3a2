package dev.tocsin.incident.trust.brand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.catalog.PageDefined.Accent;
import dev.tocsin.engine.catalog.PageTheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrandTest {

    @Test
    void theAccentIsTheColourOfLinks() {
        var css = new Brand(new Accent("#0b5cad", "#7db4ff"), List.of(), null).css();

        assertThat(css).contains("--link: light-dark(#0b5cad, #7db4ff);");
        assertThat(Brand.of(null, null).css()).isEmpty();
    }

    @Test
    void nothingButColoursGetsIntoTheStyleSheet() {
        assertThat(new Brand(new Accent("red; } * { background: url(//elsewhere.example)", "#7db4ff"), List.of(), null)
                        .css())
                .isEmpty();
    }

    /// The catalog's reader judges contrast by them.
    @ParameterizedTest
    @CsvSource({"ground,0", "raised,1"})
    void theStyleSheetHasTheSurfacesOnWhichAccentsAreJudged(String name, int at) throws IOException {
        var css = Files.readString(Path.of("src/main/resources/web/app/app.css"));

        var colours = Pattern.compile("--%s: light-dark\\((#\\w+), (#\\w+)\\);".formatted(name))
                .matcher(css);

        assertThat(colours.find()).isTrue();
        assertThat(PageTheme.LIGHT.surfaces().get(at)).hasToString(colours.group(1));
        assertThat(PageTheme.DARK.surfaces().get(at)).hasToString(colours.group(2));
    }
}
