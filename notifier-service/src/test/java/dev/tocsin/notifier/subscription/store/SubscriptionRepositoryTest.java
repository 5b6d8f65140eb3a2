package dev.tocsin.notifier.subscription.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tocsin.contract.Severity;
import dev.tocsin.notifier.Database;
import dev.tocsin.notifier.NotifierStack;
import dev.tocsin.notifier.StoresAlone;
import dev.tocsin.notifier.subscription.Address;
import dev.tocsin.notifier.subscription.Address.MailAddress;
import dev.tocsin.notifier.subscription.Address.WebhookAddress;
import dev.tocsin.notifier.subscription.Asking.Next;
import dev.tocsin.notifier.subscription.Choices;
import dev.tocsin.notifier.subscription.Language;
import dev.tocsin.notifier.subscription.Preferences;
import dev.tocsin.notifier.subscription.Scope;
import dev.tocsin.notifier.subscription.Secret;
import dev.tocsin.notifier.subscription.SigningSecrets;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.Subscription.SubscriptionState;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StoresAlone.class)
@WithTestResource(NotifierStack.class)
final class SubscriptionRepositoryTest {

    private static final String ADDRESS = "jo.private@customer.example";
    private static final int MANY = 1000;

    /// More than the database has connections for would wait for one another.
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(6);

    @AfterAll
    static void stop() {
        THREADS.shutdownNow();
    }

    @Inject
    Database database;

    @Inject
    SubscriptionRepository subscriptions;

    @Inject
    ImportedSubscriptions imports;

    private final Instant now = Instant.now();

    @BeforeEach
    @AfterEach
    void clear() {
        database.clear();
    }

    @Test
    void whatTheDatabaseRefusesIsReportedWithoutTheAddress() {
        subscriptions.create(subscription("one"), 3, MANY);

        var refused = catchThrowable(() -> subscriptions.create(subscription("one"), 3, MANY));

        var report = new StringWriter();
        refused.printStackTrace(new PrintWriter(report));
        assertThat(report.toString()).contains("duplicate key").doesNotContain(ADDRESS);
    }

    @Test
    void anAddressIsAskedOnlySoOftenWithinAnHour() {
        subscriptions.create(subscription("one"), 2, MANY);
        subscriptions.create(subscription("two"), 2, MANY);
        subscriptions.create(subscription("three"), 2, MANY);

        assertThat(subscriptions.takeToAsk(Duration.ofMinutes(1)).orElseThrow().asked())
                .isEqualTo(1);
        assertThat(subscriptions.takeToAsk(Duration.ofMinutes(1))).isPresent();
        assertThat(subscriptions.takeToAsk(Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void tagsAndDotsCountAsOneMailbox() {
        subscriptions.create(subscription("one", "jo.doe@customer.example"), 2, MANY);
        subscriptions.create(subscription("two", "jodoe+a@customer.example"), 2, MANY);
        subscriptions.create(subscription("three", "JoDoe+b@customer.example"), 2, MANY);
        subscriptions.create(subscription("other", "jo@customer.example"), 2, MANY);

        assertThat(asked()).containsExactlyInAnyOrder("one", "two", "other");
    }

    @Test
    void limitsHoldUnderRequestsAtTheSameTime() {
        var kept = IntStream.range(0, 24)
                .mapToObj(number -> CompletableFuture.supplyAsync(
                        () -> subscriptions.create(
                                subscription("s" + number, "jo+%d@customer.example".formatted(number)), 3, MANY),
                        THREADS))
                .toList();

        assertThat(kept).allMatch(CompletableFuture::join);
        assertThat(asked()).hasSize(3);
    }

    @Test
    void soManyMailsAskInAllWithinAnHourAndNoMore() {
        var kept = IntStream.range(0, 24)
                .mapToObj(number -> CompletableFuture.supplyAsync(
                        () -> subscriptions.create(
                                subscription("s" + number, "jo%d@customer.example".formatted(number)), 3, 5),
                        THREADS))
                .map(CompletableFuture::join)
                .toList();

        assertThat(kept).filteredOn(isKept -> isKept).hasSize(5);
        assertThat(asked()).hasSize(5);
    }

    @Test
    void anHourLaterThereMayBeOthers() {
        subscriptions.create(subscription("one"), 1, MANY);
        database.execute("update question_limit set since = since - interval '1 hour'");

        subscriptions.create(subscription("two"), 1, MANY);
        subscriptions.create(subscription("three"), 1, MANY);

        assertThat(asked()).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void aSecondSubscriptionOfAnAddressChangesTheFirst() {
        var german = new Choices(
                new Scope(Set.of("eu"), Set.of(), Severity.MAJOR),
                new Preferences(false, false, Language.DE, ZoneId.of("Europe/Berlin")));
        subscriptions.create(subscription("one"), 9, MANY);
        subscriptions.confirm("one", now);
        subscriptions.create(
                new Subscription(
                        "two",
                        SubscriptionState.PENDING,
                        new MailAddress(ADDRESS.toUpperCase(Locale.ROOT)),
                        german.scope(),
                        german.preferences(),
                        now,
                        null),
                9,
                MANY);

        assertThat(subscriptions.confirm("two", now)).isTrue();

        assertThat(subscriptions.lookUp("one").orElseThrow().choices()).isEqualTo(german);
        assertThat(subscriptions.lookUp("two").orElseThrow().state()).isEqualTo(SubscriptionState.LEFT);
        assertThat(subscriptions.standing("two").orElseThrow().id()).isEqualTo("one");
    }

    @Test
    void anEndpointsSecondSubscriptionChangesTheFirstOnlyWithItsSecret() {
        var secret = "whsec_" + "A".repeat(32);
        subscriptions.create(webhook("one", secret, "na"), 9, MANY);
        subscriptions.confirm("one", now);
        subscriptions.create(webhook("stranger", "whsec_" + "B".repeat(32), "eu"), 9, MANY);
        subscriptions.confirm("stranger", now);
        assertThat(subscriptions.lookUp("stranger").orElseThrow().state()).isEqualTo(SubscriptionState.REFUSED);
        assertThat(subscriptions.lookUp("one").orElseThrow().scope().regions()).containsExactly("na");

        subscriptions.create(webhook("owner", secret, "eu"), 9, MANY);
        subscriptions.confirm("owner", now);

        assertThat(subscriptions.lookUp("one").orElseThrow().scope().regions()).containsExactly("eu");
        assertThat(database.all("select id from subscription where state = 'confirmed'"))
                .containsExactly("one");
    }

    @Test
    void twoThatAreConfirmedAtOnceAreOne() {
        IntStream.range(0, 8).forEach(number -> subscriptions.create(subscription("s" + number), 9, MANY));

        IntStream.range(0, 8)
                .mapToObj(number ->
                        CompletableFuture.supplyAsync(() -> subscriptions.confirm("s" + number, now), THREADS))
                .toList()
                .forEach(CompletableFuture::join);

        assertThat(database.all("select id from subscription where state = 'confirmed'"))
                .hasSize(1);
    }

    @Test
    void theDatabaseTakesOneConfirmedSubscriptionOfAnAddress() {
        subscriptions.create(subscription("one"), 9, MANY);
        subscriptions.confirm("one", now);
        subscriptions.create(subscription("two", ADDRESS.toUpperCase(Locale.ROOT)), 9, MANY);

        var refused =
                catchThrowable(() -> database.execute("update subscription set state = 'confirmed' where id = 'two'"));

        assertThat(refused).hasMessageContaining("subscription_of_address");
    }

    @Test
    void anImportHoldsUpNobodyElse() {
        subscriptions.create(subscription("one"), 9, MANY);

        QuarkusTransaction.requiringNew().run(() -> {
            imports.lock();
            imports.addOrChange(List.of(subscription("imported", "al@customer.example")));
            CompletableFuture.runAsync(() -> subscriptions.confirm("one", now), THREADS)
                    .join();
        });

        assertThat(database.all("select id from subscription where state = 'confirmed' order by id"))
                .containsExactly("imported", "one");
    }

    /// Whoever confirms that very address waits for the import, or tries once more.
    @Test
    void anAddressThatIsConfirmedWhileItIsImportedIsOne() {
        subscriptions.create(subscription("one"), 9, MANY);
        var confirmed = new CompletableFuture<Boolean>();

        QuarkusTransaction.requiringNew().run(() -> {
            imports.lock();
            imports.addOrChange(List.of(subscription("imported")));
            THREADS.execute(() -> {
                try {
                    confirmed.complete(subscriptions.confirm("one", now));
                } catch (RuntimeException _) {
                    confirmed.complete(false);
                }
            });
        });
        if (!confirmed.join()) {
            subscriptions.confirm("one", now);
        }

        assertThat(database.all("select id from subscription where state = 'confirmed'"))
                .containsExactly("imported");
        assertThat(subscriptions.standing("one").orElseThrow().id()).isEqualTo("imported");
    }

    @Test
    void whoIsConfirmedIsSentALinkAndStaysConfirmed() {
        subscriptions.create(subscription("one"), 9, MANY);
        subscriptions.confirm("one", now);

        subscriptions.askForLink(new MailAddress("nobody@customer.example"), 9, now);
        subscriptions.askForLink(new MailAddress(ADDRESS), 9, now);

        var asked = subscriptions.takeToAsk(Duration.ofMinutes(1)).orElseThrow();
        assertThat(asked.subscription().state()).isEqualTo(SubscriptionState.CONFIRMED);
        subscriptions.settle("one", new Next.Refuse("the mailbox is full"), now);
        assertThat(subscriptions.lookUp("one").orElseThrow().state()).isEqualTo(SubscriptionState.CONFIRMED);
        assertThat(database.all("select id from subscription where ask_at is not null"))
                .isEmpty();
    }

    @Test
    void theAddressOfWhoIsDeletedIsGoneAtOnce() {
        subscriptions.create(subscription("one"), 9, MANY);
        subscriptions.confirm("one", now);
        subscriptions.create(subscription("two"), 9, MANY);
        subscriptions.confirm("two", now);

        subscriptions.leaveAndErase("one", "left");

        assertThat(addresses()).containsExactly("one erased:no-hash", "two erased:no-hash");
        assertThat(subscriptions.lookUp("one").orElseThrow().state()).isEqualTo(SubscriptionState.LEFT);
    }

    @Test
    void theAddressOfWhoLeftIsGoneAfterThirtyDays() {
        subscriptions.create(subscription("one"), 9, MANY);
        subscriptions.leave("one", "left");
        subscriptions.create(webhook("two", "whsec_" + "A".repeat(32), "na"), 9, MANY);
        subscriptions.leave("two", "left");
        subscriptions.create(subscription("three"), 9, MANY);

        database.execute("update subscription set left_at = left_at - interval '29 days'");
        subscriptions.eraseAddresses(Instant.now().minus(Duration.ofDays(30)), 100);
        assertThat(addresses()).noneMatch(address -> address.contains("erased"));

        database.execute("update subscription set left_at = left_at - interval '2 days'");
        subscriptions.eraseAddresses(Instant.now().minus(Duration.ofDays(30)), 100);
        assertThat(addresses()).containsExactly("one erased:no-hash", "three " + ADDRESS, "two erased:no-hash");
        assertThat(subscriptions.lookUp("two").orElseThrow().state()).isEqualTo(SubscriptionState.LEFT);
    }

    private List<String> addresses() {
        return database.all("select id || ' ' || address from subscription order by id");
    }

    private List<String> asked() {
        return database.all("select id from subscription where ask_at is not null");
    }

    private Subscription subscription(String id) {
        return subscription(id, ADDRESS);
    }

    private Subscription subscription(String id, String address) {
        return subscription(id, new MailAddress(address), "na");
    }

    private Subscription webhook(String id, String secret, String region) {
        var url = URI.create("https://hook.customer.example/");
        return subscription(id, new WebhookAddress(url, SigningSecrets.only(new Secret(secret))), region);
    }

    private Subscription subscription(String id, Address address, String region) {
        return new Subscription(
                id,
                SubscriptionState.PENDING,
                address,
                new Scope(Set.of(region), Set.of(), Severity.MINOR),
                Preferences.DEFAULT,
                now.minusSeconds(1),
                null);
    }
}
