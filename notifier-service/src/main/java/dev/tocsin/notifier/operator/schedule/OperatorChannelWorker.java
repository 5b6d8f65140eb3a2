package dev.tocsin.notifier.operator.schedule;

import dev.tocsin.contract.catalog.OperatorChannel;
import dev.tocsin.notifier.background.Loop;
import dev.tocsin.notifier.operator.secret.OperatorAddresses;
import dev.tocsin.notifier.operator.store.OperatorChannelRepository;
import dev.tocsin.notifier.subscription.OperatorCatalog;
import dev.tocsin.notifier.subscription.kafka.PublishedCatalog;
import dev.tocsin.support.operator.OperatorAlerts;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the operators' channels those of the catalog whenever a version of it is published, and raises an alert for
/// each one that cannot be used because a secret is missing or wrong. The alert is cleared, and what waited is tried at
/// once, when the secret is right.
///
/// An alert is raised or cleared only when this instance sees a change, so that instances with different
/// environments do not raise and clear it in turn.
@ApplicationScoped
class OperatorChannelWorker {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorChannelWorker.class);
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(10);

    private final PublishedCatalog catalog;
    private final OperatorChannelRepository channels;
    private final OperatorAddresses addresses;
    private final OperatorAlerts alerts;
    private final Clock clock = Clock.systemUTC();

    /// The problem with each channel as this instance saw it last; empty where there was none.
    private final Map<String, String> problems = new HashMap<>();

    private OperatorCatalog taken = OperatorCatalog.NONE;
    private Instant checkAt = Instant.EPOCH;
    private @Nullable Loop loop;

    OperatorChannelWorker(
            PublishedCatalog catalog,
            OperatorChannelRepository channels,
            OperatorAddresses addresses,
            OperatorAlerts alerts) {
        this.catalog = catalog;
        this.channels = channels;
        this.addresses = addresses;
        this.alerts = alerts;
    }

    void start(@Observes StartupEvent event) {
        loop = Loop.start("operator-channels", IDLE, this::follow);
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.close();
        }
    }

    private boolean follow() {
        var now = clock.instant();
        var published = catalog.operators();
        if (!catalog.isRead() || published.version() == 0) {
            return false;
        }
        if (!published.equals(taken)) {
            channels.take(published, now);
            forgetRemoved(published);
            taken = published;
            checkAt = now;
            LOG.info(
                    "The catalog names {} channels of operators",
                    published.channels().size());
        }
        if (!now.isBefore(checkAt)) {
            checkAt = now.plus(BETWEEN_CHECKS);
            published.channels().forEach(this::check);
        }
        return false;
    }

    private void check(OperatorChannel channel) {
        var problem = addresses.problemWith(channel).orElse("");
        if (problem.equals(problems.get(channel.id()))) {
            return;
        }
        if (problem.isEmpty()) {
            channels.hasten(channel);
            alerts.clear(
                    subject(channel.id()), "The secrets of operators' channel %s are right.".formatted(channel.id()));
        } else {
            alerts.raise(
                    subject(channel.id()),
                    "Operators' channel %s gets no notices of incidents: %s. Correct it there, or remove the channel from the catalog; what waits is then sent."
                            .formatted(channel.id(), problem));
        }
        problems.put(channel.id(), problem);
    }

    /// The alerts of channels that were removed while no instance ran are cleared, too.
    private void forgetRemoved(OperatorCatalog published) {
        problems.keySet().removeIf(id -> published.channel(id).isEmpty());
        channels.removed()
                .forEach(id -> alerts.clear(
                        subject(id), "The catalog does not have operators' channel %s any more.".formatted(id)));
    }

    private static String subject(String id) {
        return "operator-channel/" + id;
    }
}
