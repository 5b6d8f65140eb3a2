package dev.tocsin.notifier.subscription.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tocsin.contract.Severity;
import dev.tocsin.notifier.Database;
import dev.tocsin.notifier.NotifierStack;
import dev.tocsin.notifier.StoresAlone;
import dev.tocsin.notifier.subscription.Address.MailAddress;
import dev.tocsin.notifier.subscription.Scope;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.Subscription.State;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StoresAlone.class)
@WithTestResource(NotifierStack.class)
final class SubscriptionRepositoryTest {

    private static final String ADDRESS = "jo.private@customer.example";

    @Inject
    Database database;

    @Inject
    SubscriptionRepository subscriptions;

    private final Instant now = Instant.now();

    @BeforeEach
    @AfterEach
    void clear() {
        database.clear();
    }

    @Test
    void whatTheDatabaseRefusesIsReportedWithoutTheAddress() {
        subscriptions.create(subscription("one"), 3);

        var refused = catchThrowable(() -> subscriptions.create(subscription("one"), 3));

        var report = new StringWriter();
        refused.printStackTrace(new PrintWriter(report));
        assertThat(report.toString()).contains("duplicate key").doesNotContain(ADDRESS);
    }

    @Test
    void anAddressIsAskedOnlySoOftenWithinAnHour() {
        subscriptions.create(subscription("one"), 2);
        subscriptions.create(subscription("two"), 2);
        subscriptions.create(subscription("three"), 2);

        assertThat(subscriptions.takeToAsk(Duration.ofMinutes(1)).orElseThrow().asked())
                .isEqualTo(1);
        assertThat(subscriptions.takeToAsk(Duration.ofMinutes(1))).isPresent();
        assertThat(subscriptions.takeToAsk(Duration.ofMinutes(1))).isEmpty();
    }

    private Subscription subscription(String id) {
        return new Subscription(
                id,
                State.PENDING,
                new MailAddress(ADDRESS),
                new Scope(Set.of("na"), Set.of(), Severity.MINOR),
                now.minusSeconds(1),
                null);
    }
}
