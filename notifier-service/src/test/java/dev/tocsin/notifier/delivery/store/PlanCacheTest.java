package dev.tocsin.notifier.delivery.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.Database;
import dev.tocsin.notifier.NotifierStack;
import dev.tocsin.notifier.delivery.Contact;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/// What is executed again and again is planned once.
@QuarkusTest
@WithTestResource(NotifierStack.class)
final class PlanCacheTest {

    private static final int TIMES = 100;

    @Inject
    Database database;

    @Inject
    SessionFactory sessions;

    @Inject
    Receivers receivers;

    @Inject
    DeliveryClaims claims;

    @Test
    void aStatementIsPlannedOnceHoweverOftenItIsExecuted() {
        var subscription = database.subscription("minor", List.of(), List.of());
        var statistics = sessions.getStatistics();
        statistics.setStatisticsEnabled(true);
        try {
            for (var time = 0; time < TIMES; time++) {
                execute(subscription);
            }

            assertThat(statistics.getQueryPlanCacheMissCount())
                    .as("with those of the service's own loops")
                    .isLessThan(TIMES);
        } finally {
            statistics.setStatisticsEnabled(false);
        }
    }

    private void execute(String subscription) {
        receivers.note(Map.of(subscription, Contact.SLOW));
        receivers.note(Map.of(subscription, Contact.ANSWERED));
        receivers.note(Map.of(subscription, Contact.FAILED));
        claims.isClaimable();
    }
}
