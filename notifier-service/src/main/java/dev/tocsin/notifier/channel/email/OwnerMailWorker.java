package dev.tocsin.notifier.channel.email;

import dev.tocsin.notifier.background.Loop;
import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.delivery.SendResult.Gone;
import dev.tocsin.notifier.delivery.SendResult.Refused;
import dev.tocsin.notifier.delivery.SendResult.SenderRefused;
import dev.tocsin.notifier.delivery.SendResult.Sent;
import dev.tocsin.notifier.delivery.SendResult.TryLater;
import dev.tocsin.notifier.subscription.kafka.PublishedCatalog;
import dev.tocsin.notifier.subscription.store.OwnerMails;
import dev.tocsin.notifier.subscription.store.OwnerMails.OwnerQuestion;
import dev.tocsin.notifier.subscription.store.OwnerMails.PausedEndpoint;
import dev.tocsin.notifier.subscription.store.SubscriptionRepository;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Asks owners of endpoints whether a mail address is theirs, and notifies them of each pause once.
@ApplicationScoped
class OwnerMailWorker {

    private static final Duration IDLE = Duration.ofSeconds(2);

    private final OwnerMails owners;
    private final SubscriptionRepository subscriptions;
    private final PublishedCatalog catalog;
    private final MailSender sender;
    private @Nullable Loop loop;

    OwnerMailWorker(
            OwnerMails owners, SubscriptionRepository subscriptions, PublishedCatalog catalog, MailSender sender) {
        this.owners = owners;
        this.subscriptions = subscriptions;
        this.catalog = catalog;
        this.sender = sender;
    }

    void start(@Observes StartupEvent event) {
        loop = Loop.start("owner-mails", IDLE, () -> catalog.isRead() && (ask() || tell()));
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.close();
        }
    }

    private boolean ask() {
        var next = owners.takeQuestion();
        next.ifPresent(this::ask);
        return next.isPresent();
    }

    private void ask(OwnerQuestion question) {
        var subscription = subscriptions.lookUp(question.subscription());
        if (subscription.isEmpty()
                || isSettled(sender.askOwner(subscription.get(), question.address(), owners.token(question)))) {
            owners.asked(question);
        }
    }

    private boolean tell() {
        var next = owners.takePause();
        next.ifPresent(this::tell);
        return next.isPresent();
    }

    private void tell(PausedEndpoint pause) {
        var subscription = subscriptions.lookUp(pause.subscription());
        if (subscription.isEmpty() || isSettled(sender.tellOwner(subscription.get(), pause.address(), pause.since()))) {
            owners.told(pause);
        }
    }

    private static boolean isSettled(SendResult result) {
        return switch (result) {
            case Sent _, Refused _, Gone _ -> true;
            case TryLater _, SenderRefused _ -> false;
        };
    }
}
