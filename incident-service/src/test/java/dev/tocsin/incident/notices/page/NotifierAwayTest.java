package dev.tocsin.incident.notices.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.incident.access.http.Browser;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Nothing listens at the notifier's address.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class NotifierAwayTest {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ops/silences",
                "/ops/subscribers",
                "/ops/subscribers/subscriber?id=a1b2c3d4e5f6g7h8i9j0",
                "/ops/deliveries",
                "/ops/deliveries/replay?channel=email",
                "/ops/receivers",
                "/ops/notifications?incident=4s0n1rjgk2bc"
            })
    void eachViewSaysThatItCannotReachTheNotifierAndSinceWhen(String path) {
        var operator = Browser.ofOperator();

        var before = Instant.now();
        var page = operator.page(path);

        assertThat(page).contains("notifier-service cannot be reached, since <time", "<nav aria-label=\"Views\">");
        assertThat(Duration.between(before, Instant.now())).isLessThan(PATIENCE);
    }

    @Test
    void theOverviewSaysIt() {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(Browser.ofOperator().page("/ops"))
                        .contains("notifier-service cannot be reached", "How many wait is not known."));
    }
}
