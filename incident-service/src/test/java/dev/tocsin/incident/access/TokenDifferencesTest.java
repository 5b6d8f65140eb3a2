package dev.tocsin.incident.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.access.AccessTokenEvent;
import dev.tocsin.contract.access.AccessTokenEvent.TokenIssued;
import dev.tocsin.contract.access.AccessTokenEvent.TokenRevoked;
import dev.tocsin.support.access.AccessTokens;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenDifferencesTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final AccessTokenEvent ISSUED = issued("silences:write");
    private static final AccessTokenEvent REVOKED = new TokenRevoked("t1", NOON.minusSeconds(60));

    @Test
    void aTopicThatSaysWhatTheTableSaysGetsNothing() {
        assertThat(between(List.of(ISSUED), List.of(ISSUED))).isEqualTo(differences());
        assertThat(between(List.of(ISSUED, REVOKED), List.of(new TokenRevoked("t1", NOON))))
                .isEqualTo(differences());
    }

    @Test
    void whatTheTopicLacksIsPublished() {
        assertThat(between(List.of(), List.of(ISSUED))).isEqualTo(differences(ISSUED));
        assertThat(between(List.of(), List.of(REVOKED))).isEqualTo(differences(REVOKED));
        assertThat(between(List.of(ISSUED), List.of(REVOKED))).isEqualTo(differences(REVOKED));
    }

    @Test
    void aTokenThatTheTopicHasOtherwiseIsPublishedAsItIs() {
        assertThat(between(List.of(issued("subscriptions:read")), List.of(ISSUED)))
                .isEqualTo(differences(ISSUED));
    }

    /// An instance that was slow published it after another had revoked it. Compaction would leave the wrong one.
    @Test
    void aRevocationIsPublishedAgainBehindAnOlderEvent() {
        assertThat(between(List.of(REVOKED, ISSUED), List.of(REVOKED))).isEqualTo(differences(REVOKED));
    }

    @Test
    void aTokenThatIsNotInTheTableIsRevoked() {
        assertThat(between(List.of(ISSUED), List.of())).isEqualTo(differences(new TokenRevoked("t1", NOON)));
        assertThat(between(List.of(ISSUED, REVOKED), List.of())).isEqualTo(differences());
    }

    @Test
    void aTokenThatWasRevokedBeforeTheTableWasRestoredIsRevokedThere() {
        var differences = between(List.of(ISSUED, REVOKED), List.of(ISSUED));

        assertThat(differences.unpublished()).isEmpty();
        assertThat(differences.revokedOnTopic()).containsExactly("t1");
    }

    private static TokenDifferences between(List<AccessTokenEvent> topic, List<AccessTokenEvent> table) {
        return TokenDifferences.between(AccessTokens.of(topic), table, NOON);
    }

    private static TokenDifferences differences(AccessTokenEvent... unpublished) {
        return new TokenDifferences(List.of(unpublished), List.of());
    }

    private static AccessTokenEvent issued(String permission) {
        return new TokenIssued("t1", "deploy-bot", List.of(permission), "0".repeat(64), NOON.minusSeconds(90), null);
    }
}
