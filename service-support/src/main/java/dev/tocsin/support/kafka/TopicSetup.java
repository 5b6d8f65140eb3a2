package dev.tocsin.support.kafka;

import dev.tocsin.contract.Topic;
import dev.tocsin.support.operator.OperatorAlerts;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/// Creates the topics at start-up, as soon as Kafka is there, and reports those that differ to operators.
@ApplicationScoped
public class TopicSetup {

    private static final Logger LOG = Logger.getLogger(TopicSetup.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String SUBJECT = "topics";

    private final Map<String, Object> kafka;
    private final OperatorAlerts alerts;
    private final Closing closing;
    private final CompletableFuture<Integer> ready = new CompletableFuture<>();

    TopicSetup(@Identifier("default-kafka-broker") Map<String, Object> kafka, OperatorAlerts alerts, Closing closing) {
        this.kafka = new HashMap<>(kafka);
        this.kafka.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        this.kafka.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        this.alerts = alerts;
        this.closing = closing;
    }

    /// Completes when all topics exist, with the replication that this cluster allows; parts that need them begin
    /// then.
    public CompletionStage<Integer> ready() {
        return ready;
    }

    /// Runs before the channels, so that they find their topics if Kafka is quick.
    void start(@Observes @Priority(1) StartupEvent event) {
        Thread.ofVirtual().name("topics").start(this::run);
    }

    private void run() {
        var said = "";
        try {
            while (!ready.isDone()) {
                try (var admin = Admin.create(kafka)) {
                    var creator = new TopicCreator(admin);
                    report(creator.create(List.of(Topic.values())), creator.notPermitted());
                    ready.complete((int) creator.replication());
                } catch (KafkaException e) {
                    var waiting =
                            "Waiting for Kafka at %s: %s".formatted(kafka.get("bootstrap.servers"), e.getMessage());
                    LOG.log(waiting.equals(said) ? Logger.Level.DEBUG : Logger.Level.WARN, waiting);
                    said = waiting;
                    closing.sleep(PAUSE);
                }
            }
        } catch (CancellationException _) {
            LOG.debug("The service ends before Kafka was there");
        }
    }

    private void report(List<String> differences, List<String> notPermitted) {
        if (!notPermitted.isEmpty()) {
            LOG.warnf(
                    "Not all topics and their settings could be checked, because Kafka does not permit: %s",
                    String.join(", ", notPermitted));
        }
        if (differences.isEmpty()) {
            alerts.clear(SUBJECT, "All topics are as they should be.");
        } else {
            differences.forEach(LOG::warn);
            alerts.raise(
                    SUBJECT,
                    "Topics differ from what Tocsin needs: %s. Alter them or move their data."
                            .formatted(String.join("; ", differences)));
        }
    }
}
