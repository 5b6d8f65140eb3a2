package dev.tocsin.notifier.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RetentionPeriodsTest {

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    @Test
    void aSubscriptionIsKeptAsLongAsAnythingThatMayReferToIt() {
        var periods = new RetentionPeriods(days(400), days(500), days(300), days(30));

        assertThat(periods.before(Kind.SUBSCRIPTIONS, NOON)).isEqualTo(NOON.minus(days(500)));
        assertThat(periods.before(Kind.ADDRESSES, NOON)).isEqualTo(NOON.minus(days(30)));
        assertThat(periods.before(Kind.TOKENS, NOON)).isEqualTo(NOON);
    }

    @Test
    void aPeriodThatIsTooShortIsRefusedByItsKey() {
        assertThatThrownBy(() -> new RetentionPeriods(days(6), days(400), days(400), days(30)))
                .hasMessage("tocsin.retention.deliveries is PT144H, but must be at least 7 days");
        assertThatThrownBy(() -> new RetentionPeriods(days(400), days(400), days(400), days(-1)))
                .hasMessage("tocsin.retention.addresses is PT-24H, but must be at least 0 days");
    }

    @Test
    void aRoundTakesEachKindOnceAndGoesOnWhereABatchEnded() {
        var kinds = new ArrayList<String>();
        var round = Optional.of(Round.begin(NOON));
        Map<String, Integer> removed = Map.of();
        while (round.isPresent()) {
            var current = round.get();
            kinds.add(current.kind() + current.from());
            var isFirst = current.kind() == Kind.DELIVERIES && current.from().isEmpty();
            var batch = new Batch(Map.of("delivery", isFirst ? 2 : 1, "token", 0), isFirst ? "17" : null);
            removed = current.with(batch);
            round = current.after(batch);
        }

        assertThat(kinds)
                .containsExactly(
                        "DELIVERIES",
                        "DELIVERIES17",
                        "INCIDENTS",
                        "OPERATOR_INCIDENTS",
                        "WINDOWS",
                        "SILENCES",
                        "TOKENS",
                        "UNCONFIRMED",
                        "ADDRESSES",
                        "SUBSCRIPTIONS");
        assertThat(removed).isEqualTo(Map.of("delivery", 11));
        assertThat(List.of(Kind.values())).hasSize(9);
    }

    private static Duration days(int days) {
        return Duration.ofDays(days);
    }
}
