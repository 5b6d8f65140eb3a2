package dev.tocsin.engine.catalog.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.file.CatalogReading.Invalid;
import dev.tocsin.engine.catalog.file.CatalogReading.Valid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.junit.jupiter.params.provider.Arguments;

/// A good catalog, and the same with something else in it.
final class Harbour {

    static final String YAML = yaml();

    private Harbour() {}

    static String with(String part, String instead) {
        assertThat(YAML).contains(part);
        return YAML.replace(part, instead);
    }

    /// A file that is wrong in one place, and the problems that are named.
    static Arguments bad(String part, String instead, String problems) {
        return arguments(with(part, instead), problems);
    }

    static Catalog catalog(String yaml) {
        var reading = CatalogFile.read(yaml.getBytes(UTF_8));
        assertThat(reading).isInstanceOf(Valid.class);
        return ((Valid) reading).catalog();
    }

    static String problems(String yaml) {
        var reading = CatalogFile.read(yaml.getBytes(UTF_8));
        assertThat(reading).isInstanceOf(Invalid.class);
        return ((Invalid) reading).text();
    }

    private static String yaml() {
        try (var file = Harbour.class.getResourceAsStream("harbour.yaml")) {
            return new String(Objects.requireNonNull(file, "harbour.yaml").readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
