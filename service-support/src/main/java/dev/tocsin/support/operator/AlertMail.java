package dev.tocsin.support.operator;

import dev.tocsin.contract.operator.OperatorAlertEvent;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertCleared;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertRaised;
import dev.tocsin.support.mail.MailTransport;
import dev.tocsin.support.mail.MailTransport.MailOutcome;
import io.quarkus.mailer.Mail;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Mails an alert to the operators that the catalog names; tries again for a while, then gives up.
@ApplicationScoped
class AlertMail {

    private static final Logger LOG = Logger.getLogger(AlertMail.class);
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final String MAILTO = "mailto:";
    private static final List<Duration> WAITS =
            List.of(Duration.ZERO, Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofMinutes(5));

    private final MailTransport transport;
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();

    AlertMail(MailTransport transport) {
        this.transport = transport;
    }

    /// @param operators read at each attempt, as they may not be known yet
    void send(OperatorAlertEvent event, Supplier<List<String>> operators) {
        senders.execute(() -> trySend(event, operators));
    }

    @PreDestroy
    void stop() {
        senders.shutdownNow();
    }

    private void trySend(OperatorAlertEvent event, Supplier<List<String>> operators) {
        try {
            for (var wait : WAITS) {
                Thread.sleep(wait);
                if (sent(event, operators.get())) {
                    return;
                }
            }
            LOG.errorf("The alert on %s could not be mailed, or the catalog names no operators", event.subject());
        } catch (InterruptedException _) {
            LOG.debugf("The alert on %s was not mailed before the service stopped", event.subject());
        }
    }

    private boolean sent(OperatorAlertEvent event, List<String> operators) {
        var mails = operators.stream()
                .filter(operator -> operator.startsWith(MAILTO))
                .map(operator -> mail(operator.substring(MAILTO.length()), event))
                .toList();
        if (mails.isEmpty()) {
            return false;
        }
        var isAllSent = true;
        for (var mail : mails) {
            var outcome = transport.send(mail, LONGEST);
            if (!(outcome instanceof MailOutcome.Taken)) {
                isAllSent = false;
                LOG.warnf("The alert on %s cannot be mailed yet: %s", event.subject(), outcome);
            }
        }
        return isAllSent;
    }

    private static Mail mail(String operator, OperatorAlertEvent event) {
        var mail = switch (event) {
            case AlertRaised raised -> mail(operator, "Tocsin: ", raised.subject(), raised.why());
            case AlertCleared cleared -> mail(operator, "Tocsin, resolved: ", cleared.subject(), cleared.why());
        };
        return mail.addHeader("Auto-Submitted", "auto-generated");
    }

    private static Mail mail(String operator, String kind, String alert, String why) {
        return Mail.withText(operator, kind + AlertText.headline(why), "%s\n\nAlert: %s\n".formatted(why, alert));
    }
}
