package dev.tocsin.notifier.retention.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.NotifierStack;
import dev.tocsin.notifier.StoresAlone;
import dev.tocsin.notifier.subscription.Subscription.SubscriptionState;
import dev.tocsin.notifier.subscription.Token.Purpose;
import dev.tocsin.notifier.subscription.store.SubscriptionRepository;
import dev.tocsin.notifier.subscription.store.TokenRepository;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Addresses, secrets and links are removed when nobody needs them any more, and then their subscriptions.
@QuarkusTest
@TestProfile(StoresAlone.class)
@WithTestResource(NotifierStack.class)
final class OldSubscriptionsTest extends OldRowsFixture {

    @Inject
    SubscriptionRepository subscriptions;

    @Inject
    TokenRepository tokens;

    @Test
    void addressesOfThoseWhoLeftGoAndTheirRowsOnceNothingRefersToThem() {
        var leaver = subscriber();
        var link = tokens.issue(leaver, Purpose.LEAVE, now);
        play(old.whole("na"), longAgo);
        subscriptions.leave(leaver, "left");

        assertThat(removeAll()).isEmpty();
        database.execute("update subscription set left_at = left_at - interval '29 days'");
        assertThat(removeAll()).isEmpty();
        database.execute("update subscription set left_at = left_at - interval '2 days'");
        assertThat(removeAll()).isEqualTo(Map.of("address", 1));
        assertThat(database.all("select address from subscription")).containsExactly("erased:no-hash");
        assertThat(subscriptions.lookUp(leaver).orElseThrow().state()).isEqualTo(SubscriptionState.LEFT);
        assertThat(tokens.subscription(link, Purpose.LEAVE, now)).contains(leaver);

        database.execute("update subscription set left_at = left_at - interval '400 days'");
        assertThat(removeAll()).isEmpty();
        age();
        assertThat(removeAll()).containsEntry("subscription", 1);
        assertThat(subscriptions.lookUp(leaver)).isEmpty();
    }

    @Test
    void theSecretsOfAWebhookGoWithItsAddress() {
        database.execute("""
                insert into subscription (id, channel, state, address, regions, components, least_severity, secret,
                    old_secret, old_secret_until, created_at, left_at)
                values ('hook', 'webhook', 'left', 'https://hooks.example/token', '{}', '{}', 'minor',
                    'whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz', 'whsec_MzIxMDk4NzY1NDMyMTA5ODc2NTQzMjEw', now(), now(),
                    now() - interval '31 days')""");

        assertThat(removeAll()).isEqualTo(Map.of("address", 1));

        assertThat(database.all("select concat_ws('|', address, secret, old_secret) from subscription"))
                .containsExactly("erased:no-hash|erased");
        assertThat(subscriptions.lookUp("hook").orElseThrow().state()).isEqualTo(SubscriptionState.LEFT);
    }

    @Test
    void whatExpiredAndWhoNeverConfirmedGo() {
        var subscriber = subscriber();
        database.execute("""
                insert into token (hash, subscription, purpose, expires_at)
                values (sha256('old'), '%1$s', 'leave', now() - interval '1 minute'),
                    (sha256('new'), '%1$s', 'leave', now() + interval '1 minute')""".formatted(subscriber));
        database.execute("""
                insert into subscription (id, channel, state, address, regions, components, least_severity, created_at)
                select state || days, 'email', state, 'jo@customer.example', '{}', '{}', 'minor',
                    now() - days * interval '1 day'
                from unnest(cast('{pending,refused}' as text[])) state, generate_series(6, 8, 2) days""");

        assertThat(removeAll()).isEqualTo(new TreeMap<>(Map.of("token", 1, "subscription", 2)));

        assertThat(database.all("select id from subscription order by id"))
                .containsExactlyInAnyOrder("pending6", "refused6", subscriber);
    }
}
