package dev.tocsin.notifier.subscription.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.notifier.Database;
import dev.tocsin.notifier.NotifierStack;
import dev.tocsin.notifier.StoresAlone;
import dev.tocsin.notifier.subscription.Token;
import dev.tocsin.notifier.subscription.Token.Purpose;
import dev.tocsin.notifier.subscription.TokenKey;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StoresAlone.class)
@WithTestResource(NotifierStack.class)
final class TokenRepositoryTest {

    private static final String OLD = "the key of last year";
    private static final String NEW = "the key of this year";

    @Inject
    Database database;

    @Inject
    TokenRepository tokens;

    @Inject
    TokenKeyRepository keys;

    private final Instant now = Instant.now();

    private record Settings(Optional<String> key, Optional<List<String>> oldKeys) implements TokenSettings {

        static Settings of(String key, String... old) {
            return new Settings(Optional.of(key), Optional.of(List.of(old)));
        }
    }

    @BeforeEach
    @AfterEach
    void clear() {
        database.clear();
    }

    @Test
    void aTokenToLeaveIsNotKeptAndWorksWhileTheSubscriptionLives() {
        var subscription = database.subscription("minor", List.of(), List.of());

        var token = tokens.issue(subscription, Purpose.LEAVE, now);

        assertThat(database.all("select purpose from token")).isEmpty();
        assertThat(tokens.subscription(token, Purpose.LEAVE, now.plus(Duration.ofDays(3650))))
                .contains(subscription);
        assertThat(tokens.subscription(token, Purpose.MANAGE, now)).isEmpty();
        assertThat(tokens.subscription(token, Purpose.CONFIRM, now)).isEmpty();
    }

    @Test
    void aTokenToManageIsKeptAndExpires() {
        var subscription = database.subscription("minor", List.of(), List.of());

        var token = tokens.issue(subscription, Purpose.MANAGE, now);

        assertThat(tokens.subscription(token, Purpose.MANAGE, now)).contains(subscription);
        assertThat(tokens.subscription(token, Purpose.LEAVE, now)).isEmpty();
        assertThat(tokens.subscription(token, Purpose.MANAGE, now.plus(Duration.ofDays(731))))
                .isEmpty();
    }

    @Test
    void aLinkInAMailOfAnOlderReleaseWorksUntilItExpires() {
        var subscription = database.subscription("minor", List.of(), List.of());
        database.execute("""
                insert into token (hash, subscription, purpose, expires_at)
                values (sha256('in an old mail'), '%s', 'leave', cast('%s' as timestamptz))""".formatted(subscription, now.plusSeconds(60)));

        assertThat(tokens.subscription(new Token("in an old mail"), Purpose.LEAVE, now))
                .contains(subscription);
        assertThat(tokens.subscription(new Token("in an old mail"), Purpose.LEAVE, now.plusSeconds(61)))
                .isEmpty();
    }

    @Test
    void theKeyThatWasMadeIsTheSameForAllInstances() {
        var none = new Settings(Optional.empty(), Optional.empty());

        var token = new TokenKeys(none, keys).token("jo", Purpose.LEAVE);

        assertThat(new TokenKeys(none, keys).subscription(token, Purpose.LEAVE)).contains("jo");
        assertThat(database.all("select cast(length(secret) as text) from token_key"))
                .containsExactly("32");
    }

    @Test
    void linksOfTheKeysBeforeStillWork() {
        var ofMade = tokens.issue("jo", Purpose.LEAVE, now);
        var ofOld = new TokenKeys(Settings.of(OLD), keys).token("jo", Purpose.LEAVE);
        var rotated = new TokenKeys(Settings.of(NEW, OLD), keys);

        assertThat(rotated.token("jo", Purpose.LEAVE))
                .isEqualTo(new TokenKey(NEW.getBytes(UTF_8)).token("jo", Purpose.LEAVE));
        assertThat(rotated.subscription(ofOld, Purpose.LEAVE)).contains("jo");
        assertThat(rotated.subscription(ofMade, Purpose.LEAVE)).contains("jo");
        assertThat(new TokenKeys(Settings.of(NEW), keys).subscription(ofOld, Purpose.LEAVE))
                .isEmpty();
    }

    @Test
    void aKeyThatIsTooShortIsRefusedByItsName() {
        assertThatThrownBy(() -> new TokenKeys(Settings.of("short"), keys))
                .hasMessage("a key in tocsin.tokens.key must have at least 16 characters");
        assertThatThrownBy(() -> new TokenKeys(Settings.of(NEW, "short"), keys))
                .hasMessage("a key in tocsin.tokens.old-keys must have at least 16 characters");
    }
}
