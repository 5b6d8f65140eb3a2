package dev.tocsin.notifier.maintenance.store;

import dev.tocsin.notifier.Database;
import dev.tocsin.notifier.MailClaims;
import dev.tocsin.notifier.maintenance.Work;
import dev.tocsin.notifier.subscription.KnownCatalog;
import dev.tocsin.notifier.subscription.KnownCatalog.Named;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// What the tests of planned work share: windows change on a real PostgreSQL, and notices of them are queued.
abstract class WindowFanOutFixture {

    static final Duration HOUR = Duration.ofHours(1);
    private static final KnownCatalog CATALOG = new KnownCatalog(
            "Harbour CRM",
            ZoneId.of("Etc/UTC"),
            List.of(new Named("na", "North America"), new Named("eu", "Europe")),
            List.of(new Named("login", "Log in"), new Named("api", "API")));

    @Inject
    Database database;

    @Inject
    WindowFanOut fanOut;

    @Inject
    MailClaims mails;

    final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    final Work work = Work.from(now.plus(Duration.ofHours(10)), HOUR);

    @BeforeEach
    @AfterEach
    void clear() {
        database.clear();
    }

    /// Looks twice: what was told is not told again.
    void tell(Instant at) {
        fanOut.tell(CATALOG, at);
        fanOut.tell(CATALOG, at);
    }

    String subscription() {
        return subscription(List.of(), List.of());
    }

    /// Notices of planned work do not depend on the least severity.
    String subscription(List<String> regions, List<String> components) {
        return database.subscription("critical", regions, components);
    }

    List<String> told(String subscription) {
        return of(subscription, "concat_ws(' ', kind, stage, number)");
    }

    List<String> states(String subscription) {
        return of(subscription, "state");
    }

    List<String> of(String subscription, String what) {
        return database.deliveries(subscription, what);
    }
}
