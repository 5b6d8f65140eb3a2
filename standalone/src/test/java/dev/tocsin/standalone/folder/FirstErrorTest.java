package dev.tocsin.standalone.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FirstErrorTest {

    @Test
    void theFirstErrorIsTheReasonAndWhatFollowsIsNot() {
        var log = """
                2026-11-23 20:01:00,001 INFO  [io.quarkus] (main) starting
                2026-11-23 20:01:00,002 ERROR [dev.tocsin.CatalogWatcher] (catalog) There is no valid catalog to start with:
                line 27, column 1: componets: is not known here; did you mean "components"?
                2026-11-23 20:01:00,003 INFO  [io.quarkus] (main) stopping
                2026-11-23 20:01:00,004 ERROR [dev.tocsin.Relay] (outbox) Kafka is not available
                """;

        assertThat(FirstError.in(log.lines().toList())).contains("""
                        There is no valid catalog to start with:
                        line 27, column 1: componets: is not known here; did you mean "components"?""");
    }

    @Test
    void anErrorsStackIsLeftOut() {
        var log = """
                10:00:00.123 ERROR Application: Failed to start application: no token
                \tat io.quarkus.runtime.Application.start(Application.java:1)
                Caused by: TOCSIN_OPERATOR_TOKEN is missing
                \t... 3 more
                """;

        assertThat(FirstError.in(log.lines().toList()))
                .contains("Failed to start application: no token\nCaused by: TOCSIN_OPERATOR_TOKEN is missing");
    }

    @Test
    void aLogWithoutOneHasNone() {
        assertThat(FirstError.in("10:00:00.123 INFO  Application: an ERROR is not here"
                        .lines()
                        .toList()))
                .isEmpty();
        assertThat(FirstError.in(Path.of("nowhere"), 0)).isEmpty();
    }
}
