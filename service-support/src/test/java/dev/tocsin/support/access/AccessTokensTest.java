package dev.tocsin.support.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.access.AccessTokenEvent.TokenIssued;
import dev.tocsin.contract.access.AccessTokenEvent.TokenRevoked;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccessTokensTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final String SECRET = "tocsin_of-a-program";

    private final AccessTokens tokens = new AccessTokens();

    @Test
    void whoeverShowsTheSecretHoldsTheToken() {
        tokens.apply(issued("t1", SECRET, null));

        assertThat(tokens.holder(SECRET, NOON))
                .contains(new TokenHolder("token/deploy-bot", Set.of(Permissions.SILENCES_WRITE)));
        assertThat(tokens.holder("tocsin_of-another", NOON)).isEmpty();
        assertThat(tokens.holder(SecretHash.of(SECRET), NOON)).isEmpty();
    }

    @Test
    void aPermissionThatIsNotKnownHereIsIgnored() {
        tokens.apply(new TokenIssued("t1", "deploy-bot", List.of("moon:write", ""), SecretHash.of(SECRET), NOON, null));

        assertThat(tokens.holder(SECRET, NOON)).contains(new TokenHolder("token/deploy-bot", Set.of()));
    }

    @Test
    void aTokenIsWrongFromItsExpiryOn() {
        tokens.apply(issued("t1", SECRET, NOON.plus(Duration.ofDays(1))));

        assertThat(tokens.holder(SECRET, NOON.plus(Duration.ofDays(1)).minusMillis(1)))
                .isPresent();
        assertThat(tokens.holder(SECRET, NOON.plus(Duration.ofDays(1)))).isEmpty();
    }

    @Test
    void aRevocationIsForGoodWhicheverEventComesLater() {
        tokens.apply(issued("t1", SECRET, null));
        tokens.apply(new TokenRevoked("t1", NOON));
        assertThat(tokens.holder(SECRET, NOON)).isEmpty();

        tokens.apply(issued("t1", SECRET, null));
        tokens.gone("t1");
        tokens.apply(issued("t1", SECRET, null));

        assertThat(tokens.holder(SECRET, NOON)).isEmpty();
        assertThat(tokens.isRevoked("t1")).isTrue();
    }

    @Test
    void aTokenWhoseRecordIsGoneIsNotKnownUntilItIsPublishedAgain() {
        tokens.apply(issued("t1", SECRET, null));

        tokens.gone("t1");
        assertThat(tokens.holder(SECRET, NOON)).isEmpty();

        tokens.apply(issued("t1", SECRET, null));
        assertThat(tokens.holder(SECRET, NOON)).isPresent();
    }

    @Test
    void aTokenHasOneSecretTheLatest() {
        tokens.apply(issued("t1", "tocsin_before", null));
        tokens.apply(issued("t1", SECRET, null));

        assertThat(tokens.holder("tocsin_before", NOON)).isEmpty();
        assertThat(tokens.holder(SECRET, NOON)).isPresent();
    }

    private static TokenIssued issued(String id, String secret, @Nullable Instant expiresAt) {
        return new TokenIssued(
                id, "deploy-bot", List.of(Permissions.SILENCES_WRITE), SecretHash.of(secret), NOON, expiresAt);
    }
}
