package dev.tocsin.notifier.delivery.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.notifier.delivery.Lease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UnsentDeliveriesTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private final UnsentDeliveries unsent = new UnsentDeliveries();
    private final List<String> handedBack = new ArrayList<>();

    @Test
    void whatCannotBeHandedBackNowIsHandedBackLater() {
        unsent.add(due("sent-to-nobody"), false);
        unsent.add(due("hanging"), true);

        assertThatThrownBy(() -> unsent.handBack((_, _) -> {
                    throw new IllegalStateException("the database is away");
                }))
                .isInstanceOf(IllegalStateException.class);
        unsent.handBack(this::note);
        unsent.handBack(this::note);

        assertThat(handedBack).containsExactly("hanging true", "sent-to-nobody false");
    }

    private void note(List<Lease> deliveries, boolean hang) {
        deliveries.forEach(each -> handedBack.add(each.delivery() + " " + hang));
    }

    private static Lease due(String id) {
        return new Lease(id, 1, NOON);
    }
}
