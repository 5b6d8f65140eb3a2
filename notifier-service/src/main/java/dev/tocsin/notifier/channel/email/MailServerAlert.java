package dev.tocsin.notifier.channel.email;

import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.delivery.SendResult.Gone;
import dev.tocsin.notifier.delivery.SendResult.Refused;
import dev.tocsin.notifier.delivery.SendResult.SenderRefused;
import dev.tocsin.notifier.delivery.SendResult.Sent;
import dev.tocsin.notifier.delivery.SendResult.TryLater;
import dev.tocsin.support.operator.OperatorAlerts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;

/// Alerts operators once while the mail server takes nothing from us, whoever it is for.
@ApplicationScoped
class MailServerAlert {

    static final String SUBJECT = "mail-server";

    /// One mail may fail for a reason of its own; so many in a row do not.
    private static final int IN_A_ROW = 3;

    private final OperatorAlerts alerts;
    private final AtomicInteger failures = new AtomicInteger();

    MailServerAlert(OperatorAlerts alerts) {
        this.alerts = alerts;
    }

    void after(SendResult result) {
        switch (result) {
            case Sent _ -> {
                failures.set(0);
                alerts.clear(SUBJECT, "It takes mails again.");
            }
            case SenderRefused(var reason) -> {
                failures.incrementAndGet();
                raise(reason);
            }
            case TryLater later
            when !later.isOfReceiver() -> {
                if (failures.incrementAndGet() >= IN_A_ROW) {
                    raise(later.reason());
                }
            }
            case TryLater _, Refused _, Gone _ -> failures.set(0);
        }
    }

    private void raise(String reason) {
        alerts.raise(
                SUBJECT,
                "Mails are not taken: %s. They are tried again for 27 hours; look at quarkus.mailer.* and at the server's log."
                        .formatted(reason));
    }
}
