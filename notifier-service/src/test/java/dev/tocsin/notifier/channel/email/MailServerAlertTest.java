package dev.tocsin.notifier.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.delivery.SendResult.SenderRefused;
import dev.tocsin.notifier.delivery.SendResult.Sent;
import dev.tocsin.notifier.delivery.SendResult.TryLater;
import dev.tocsin.support.operator.OperatorAlerts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// When operators hear of the mail server, second by second.
final class MailServerAlertTest {

    private static final Sent SENT = new Sent("250");
    private static final SenderRefused REFUSED = new SenderRefused("the mail server refused Tocsin: 535 to AUTH");
    private static final TryLater BUSY = new TryLater("the mail server answered 421", null, false);
    private static final TryLater FULL = new TryLater("the mailbox is full");

    private final List<String> said = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T00:00:00Z");
    private final InstantSource time = () -> now;
    private final MailServerAlert alert =
            new MailServerAlert(new Said(), time.withZone(ZoneOffset.UTC), () -> Duration.ofMinutes(1));

    /// Notes what begins and ends.
    private final class Said implements OperatorAlerts {

        private boolean stands;

        @Override
        public void raise(String subject, String why) {
            if (!stands) {
                said.add("raised");
            }
            stands = true;
        }

        @Override
        public void clear(String subject, String why) {
            if (stands) {
                said.add("cleared");
            }
            stands = false;
        }
    }

    @Test
    void aServerThatTakesEverySecondMailIsSaidOnce() {
        for (var second = 0; second < 600; second++) {
            each(REFUSED, SENT);
        }
        assertThat(said).containsExactly("raised");

        for (var second = 0; second < 59; second++) {
            each(SENT);
        }
        assertThat(said).containsExactly("raised");

        each();
        assertThat(said).containsExactly("raised", "cleared");
    }

    @Test
    void silenceIsNoSignThatItTakesMails() {
        each(REFUSED);
        for (var second = 0; second < 600; second++) {
            each();
        }
        assertThat(said).containsExactly("raised");

        each(SENT);
        assertThat(said).containsExactly("raised", "cleared");
    }

    @Test
    void oneOrTwoBusyMomentsAreNoTrouble() {
        each(BUSY, BUSY, SENT, BUSY, BUSY, FULL, BUSY);
        assertThat(said).isEmpty();

        each(BUSY, BUSY);
        assertThat(said).containsExactly("raised");
    }

    private void each(SendResult... results) {
        for (var result : results) {
            alert.after(result);
        }
        alert.look();
        now = now.plusSeconds(1);
    }
}
