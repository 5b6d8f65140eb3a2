package dev.tocsin.support.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BasePathTest {

    private static final Set<String> OWN = Set.of("api", "ops");

    @ParameterizedTest
    @CsvSource({
        "/status,/status/ops,/ops",
        "/status,/ops,/ops",
        "/status,/status,/",
        "/status,/status/,/",
        "/status,/statusquo,/statusquo",
        "/a/b,/a/b/ops,/ops",
        "/a/b,/a/ops,/a/ops",
        "'',/status/ops,/status/ops",
        "/ops,/ops,/ops",
        "/api/status,/api/status/ops,/api/status/ops"
    })
    void aRequestComesWithThePrefixOrWithoutIt(String prefix, String asked, String known) {
        assertThat(new BasePath(prefix, OWN).without(asked)).isEqualTo(known);
    }

    @ParameterizedTest
    @CsvSource({"/status,/,/status/", "/status,/ops,/status/ops", "/status,/status/ops,/status/ops", "'',/ops,/ops"})
    void aPathIsPutBelowThePrefixOnce(String prefix, String path, String below) {
        assertThat(new BasePath(prefix, OWN).below(path)).isEqualTo(below);
    }

    @Test
    void aPrefixBeginsWithASlashAndEndsWithNone() {
        for (var prefix : new String[] {"status", "/status/", "/", "/a//b", "/a?b"}) {
            assertThatThrownBy(() -> new BasePath(prefix, OWN)).hasMessageContaining("not a path such as /status");
        }
    }
}
