package dev.tocsin.support.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.catalog.PageDefined;
import dev.tocsin.contract.operator.OperatorAlertEvent;
import dev.tocsin.support.kafka.Backoff;
import dev.tocsin.support.kafka.CatchUp;
import dev.tocsin.support.kafka.ChannelBatches;
import dev.tocsin.support.kafka.Closing;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.EventWriter;
import dev.tocsin.support.kafka.Received.Known;
import dev.tocsin.support.kafka.WriteResult.Refused;
import dev.tocsin.support.kafka.WriteResult.Unavailable;
import dev.tocsin.support.kafka.WriteResult.Written;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Raises and clears alerts in the order of the calls, on a thread of its own, so that no caller waits.
///
/// It first reads the open alerts, so that a restart does not raise them again. Of several instances that see the same
/// trouble, the one whose event is first on the topic sends the mail; while Kafka is away, each relies on its own
/// memory and sends the mail after a short wait.
@ApplicationScoped
class PublishedAlerts implements OperatorAlerts {

    private static final String CHANNEL = "operator-alerts";
    /// Distinguishes the instances of a service; a CloudEvents extension.
    private static final String INSTANCE = "ce_instance";

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);
    private static final Logger LOG = Logger.getLogger(PublishedAlerts.class);

    private final byte[] instance =
            UUID.randomUUID().toString().replace("-", "").getBytes(UTF_8);
    private final AlertLedger ledger = new AlertLedger();
    /// Whether an event of ours that was not read back yet is the first of its kind on the topic, by the event's id.
    private final Map<String, CompletableFuture<Boolean>> undecided = new ConcurrentHashMap<>();

    private final ExecutorService decisions = inOrder("operator-alerts");
    private final ExecutorService publications = inOrder("operator-alerts-topic");
    private final Multi<ConsumerRecords<String, byte[]>> batches;
    private final EventWriter writer;
    private final AlertMail mail;
    private final CatchUp catchUp;
    /// Completes when the open alerts are known, or at the latest when the patience at the start is over.
    private final CompletableFuture<Void> known;
    private final Closing closing;
    private final Clock clock;
    private volatile List<String> operators = List.of();
    private @Nullable ChannelBatches reading;

    PublishedAlerts(
            @Channel(CHANNEL) Multi<ConsumerRecords<String, byte[]>> batches,
            EventWriter writer,
            AlertMail mail,
            @Identifier(CHANNEL) CatchUp catchUp,
            Closing closing,
            Clock clock) {
        this.batches = batches;
        this.writer = writer;
        this.mail = mail;
        this.catchUp = catchUp;
        this.known = catchUp.done()
                .toCompletableFuture()
                .copy()
                .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        this.closing = closing;
        this.clock = clock;
    }

    @Singleton
    static class AlertsChannel {

        @Produces
        @Singleton
        @Identifier(CHANNEL)
        CatchUp catchUp(KafkaClientService clients, Closing closing) {
            return new CatchUp(CHANNEL, clients, closing);
        }
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("operator-alerts-expiry").start(this::expire);
        reading = ChannelBatches.read(CHANNEL, batches, () -> {}, records -> catchUp.handle(records, this::read));
    }

    /// An end by time is no news, so it is not mailed.
    private void expire() {
        try {
            while (true) {
                closing.sleep(BETWEEN_LOOKS);
                decide(ledger::expired, this::publishLater);
            }
        } catch (CancellationException _) {
            LOG.debug("The service ends");
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (reading != null) {
            reading.close();
        }
        decisions.shutdownNow();
        publications.shutdownNow();
    }

    @Override
    public void raise(String subject, String why) {
        decide(now -> ledger.raise(subject, why, now).stream().toList(), this::announce);
    }

    @Override
    public void clear(String subject, String why) {
        decide(now -> ledger.clear(subject, why, now).stream().toList(), this::announce);
    }

    private void read(ConsumerRecord<String, byte[]> record) {
        if (!(CloudEvents.read(record) instanceof Known known)) {
            return;
        }
        switch (known.event()) {
            case OperatorAlertEvent event -> read(event, isOurs(record));
            case PageDefined page -> operators = page.operators();
            default -> {}
        }
    }

    private void read(OperatorAlertEvent event, boolean ours) {
        boolean isFirst;
        synchronized (ledger) {
            isFirst = ledger.read(event, ours);
        }
        var decision = ours ? undecided.remove(event.eventId()) : null;
        if (decision != null) {
            decision.complete(isFirst);
        }
    }

    private boolean isOurs(ConsumerRecord<String, byte[]> record) {
        var header = record.headers().lastHeader(INSTANCE);
        return header != null && Arrays.equals(header.value(), instance);
    }

    /// A caller that still raises alerts while the service ends is ignored.
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
        List<OperatorAlertEvent> at(Instant now);
    }

    private void decide(Decision decision, Consumer<OperatorAlertEvent> effect) {
        decisions.execute(() -> {
            awaitKnown();
            synchronized (ledger) {
                decision.at(clock.instant().truncatedTo(ChronoUnit.MILLIS)).forEach(effect);
            }
        });
    }

    /// Waits once, at the start. A wait for each decision would delay the next ones more and more.
    private void awaitKnown() {
        try {
            known.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.debug("The open alerts could not be read", e);
        }
    }

    private void announce(OperatorAlertEvent event) {
        LOG.warnf("Operator alert: %s", event);
        var isFirst = new CompletableFuture<Boolean>();
        undecided.put(event.eventId(), isFirst);
        var _ = isFirst.completeOnTimeout(true, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .thenAccept(first -> {
                    undecided.remove(event.eventId(), isFirst);
                    if (first) {
                        mail.send(event, () -> operators);
                    }
                });
        publishLater(event);
    }

    private void publishLater(OperatorAlertEvent event) {
        publications.execute(() -> {
            try {
                publish(event);
            } catch (CancellationException _) {
                LOG.debugf("The service ends before Kafka took the operator alert on %s", event.subject());
            }
        });
    }

    private void publish(OperatorAlertEvent event) {
        var record = writer.record(Topic.OPERATOR_ALERTS, event);
        record.headers().add(INSTANCE, instance);
        var backoff = new Backoff();
        while (true) {
            switch (writer.write(List.of(record))) {
                case Written _ -> {
                    return;
                }
                case Refused(var why) -> {
                    LOG.errorf("Kafka does not accept the operator alert on %s: %s", event.subject(), why);
                    return;
                }
                case Unavailable _ -> closing.sleep(backoff.next());
            }
        }
    }
}
