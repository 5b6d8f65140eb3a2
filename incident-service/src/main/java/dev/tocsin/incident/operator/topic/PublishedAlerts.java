package dev.tocsin.incident.operator.topic;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.catalog.PageDefined;
import dev.tocsin.contract.operator.OperatorAlertEvent;
import dev.tocsin.incident.kafka.AcknowledgedWriter;
import dev.tocsin.incident.operator.OperatorAlerts;
import dev.tocsin.incident.operator.StandingAlerts;
import dev.tocsin.incident.operator.mail.AlertMail;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.Received;
import dev.tocsin.support.kafka.Received.Known;
import dev.tocsin.support.kafka.TopicFollower;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/// Raises and clears alerts in the order in which it is told to, on a thread of its own: who tells never waits.
///
/// It first reads which alerts stand, so that a restart does not tell them again; with Kafka away it does not wait
/// long for that, and its own memory does. Mail goes out whether Kafka has the alert or not.
@ApplicationScoped
class PublishedAlerts implements OperatorAlerts, TopicFollower.Listener {

    private static final Logger LOG = Logger.getLogger(PublishedAlerts.class);
    private static final String SOURCE = "tocsin/incident-service";
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final StandingAlerts standing = new StandingAlerts();
    private final CountDownLatch known = new CountDownLatch(1);
    private final ExecutorService decisions = inOrder("operator-alerts");
    private final ExecutorService publications = inOrder("operator-alerts-topic");
    private final TopicFollower follower;
    private final AcknowledgedWriter writer;
    private final AlertMail mail;
    private final Clock clock;
    private volatile List<String> operators = List.of();

    PublishedAlerts(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            AcknowledgedWriter writer,
            AlertMail mail,
            Clock clock) {
        this.writer = writer;
        this.mail = mail;
        this.clock = clock;
        this.follower = new TopicFollower(kafka, List.of(Topic.OPERATOR_ALERTS, Topic.CATALOG), this);
    }

    void start(@Observes StartupEvent event) {
        follower.start();
    }

    void stop(@Observes ShutdownEvent event) {
        follower.close();
        decisions.shutdownNow();
        publications.shutdownNow();
    }

    @Override
    public void raise(String subject, String why) {
        decide(now -> standing.raise(subject, why, now));
    }

    @Override
    public void clear(String subject, String why) {
        decide(now -> standing.clear(subject, why, now));
    }

    @Override
    public void received(ConsumerRecord<String, byte[]> record, Received received) {
        if (!(received instanceof Known known)) {
            return;
        }
        switch (known.event()) {
            case OperatorAlertEvent event -> {
                synchronized (standing) {
                    standing.told(event);
                }
            }
            case PageDefined page -> operators = page.operators();
            default -> {}
        }
    }

    @Override
    public void caughtUp() {
        known.countDown();
    }

    /// Who still tells while the service ends is not heard, and need not know.
    private static ExecutorService inOrder(String name) {
        return new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofVirtual().name(name).factory(),
                new ThreadPoolExecutor.DiscardPolicy());
    }

    private interface Decision {
        Optional<OperatorAlertEvent> at(Instant now);
    }

    private void decide(Decision decision) {
        decisions.execute(() -> {
            try {
                if (!known.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.debug("Which alerts stand is not known; this process's memory has to do");
                }
            } catch (InterruptedException _) {
                return;
            }
            synchronized (standing) {
                decision.at(clock.instant()).ifPresent(this::tell);
            }
        });
    }

    private void tell(OperatorAlertEvent event) {
        LOG.infof("Operator alert: %s", event);
        mail.send(event, () -> operators);
        publications.execute(() -> publish(event));
    }

    private void publish(OperatorAlertEvent event) {
        try {
            while (!writer.write(List.of(CloudEvents.record(Topic.OPERATOR_ALERTS, SOURCE, event)))) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException _) {
            LOG.infof("Operator alert %s did not reach Kafka before the end", event.subject());
        }
    }
}
