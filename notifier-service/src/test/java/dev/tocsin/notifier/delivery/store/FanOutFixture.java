package dev.tocsin.notifier.delivery.store;

import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.notifier.Database;
import dev.tocsin.notifier.MailClaims;
import dev.tocsin.notifier.Story;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// What the tests of the fan-out share: incidents happen on a real PostgreSQL, and notices of them are sent.
abstract class FanOutFixture {

    static final int PARTITION = 3;

    @Inject
    Database database;

    @Inject
    FanOut fanOut;

    @Inject
    MailClaims mails;

    final Instant now = Instant.now();
    final Story story = Story.at(now);

    @BeforeEach
    @AfterEach
    void clear() {
        database.clear();
    }

    void handle(PublicIncidentSnapshot... events) {
        handle(List.of(events));
    }

    void handle(List<PublicIncidentSnapshot> events) {
        events.forEach(event -> fanOut.handle(event, PARTITION, now));
    }

    void handleAndSend(List<PublicIncidentSnapshot> events) {
        for (var event : events) {
            handle(event);
            sendAll();
        }
    }

    private void sendAll() {
        mails.deliverAll(now);
    }

    String subscription() {
        return subscription("minor", List.of(), List.of());
    }

    String subscription(String leastSeverity, List<String> regions, List<String> components) {
        return database.subscription(leastSeverity, regions, components);
    }

    List<String> told(String subscription) {
        return of(subscription, "kind || ' ' || number");
    }

    List<String> reasons(String subscription) {
        return of(subscription, "kind || ' ' || why");
    }

    List<String> states(String subscription) {
        return of(subscription, "state");
    }

    List<String> deliveries(String subscription) {
        return of(subscription, "id");
    }

    private List<String> of(String subscription, String what) {
        return database.deliveries(subscription, what);
    }
}
