package dev.tocsin.notifier.channel.email;

import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.delivery.SendResult.Gone;
import dev.tocsin.notifier.delivery.SendResult.Refused;
import dev.tocsin.notifier.delivery.SendResult.SenderRefused;
import dev.tocsin.notifier.delivery.SendResult.Sent;
import dev.tocsin.notifier.delivery.SendResult.TryLater;
import dev.tocsin.support.operator.OperatorAlerts;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Alerts operators once while the mail server takes no mail from us, whoever it is for. A server that takes one mail
/// and refuses the next is still in trouble: the alert ends when no mail was refused for a while.
@ApplicationScoped
class MailServerAlert {

    static final String SUBJECT = "mail-server";

    /// One mail may fail for a reason of its own; this many in a row do not.
    private static final int IN_A_ROW = 3;

    private final OperatorAlerts alerts;
    private final Clock clock;
    private final Duration trustedAfter;
    private int refusedInARow;
    private Instant refusedAt = Instant.EPOCH;
    private boolean takesMails;

    MailServerAlert(OperatorAlerts alerts, Clock clock, MailServerSettings settings) {
        this.alerts = alerts;
        this.clock = clock;
        this.trustedAfter = settings.trustedAfter();
    }

    synchronized void after(SendResult result) {
        switch (result) {
            case Sent _ -> {
                refusedInARow = 0;
                takesMails = true;
            }
            case SenderRefused(var reason) -> {
                refused();
                raise(reason);
            }
            case TryLater later
            when !later.isOfReceiver() -> {
                refused();
                if (refusedInARow >= IN_A_ROW) {
                    raise(later.reason());
                }
            }
            case TryLater _, Refused _, Gone _ -> refusedInARow = 0;
        }
    }

    @Scheduled(every = "1s")
    synchronized void look() {
        if (takesMails && !clock.instant().isBefore(refusedAt.plus(trustedAfter))) {
            alerts.clear(SUBJECT, "The mail server accepts mails again.");
            takesMails = false;
        }
    }

    private void refused() {
        refusedInARow++;
        refusedAt = clock.instant();
        takesMails = false;
    }

    private void raise(String reason) {
        alerts.raise(
                SUBJECT,
                "Mails are not sent: %s. They are tried again for 27 hours. Check quarkus.mailer.* and the log of the mail server."
                        .formatted(reason));
    }
}
