package dev.tocsin.incident.kafka;

import dev.tocsin.contract.Topic;
import dev.tocsin.incident.operator.OperatorAlerts;
import dev.tocsin.support.kafka.TopicCreator;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/// Creates the topics at start-up, as soon as Kafka is there, and tells operators of those that differ.
@ApplicationScoped
public class TopicSetup {

    private static final Logger LOG = Logger.getLogger(TopicSetup.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String SUBJECT = "topics";

    private final Map<String, Object> kafka;
    private final OperatorAlerts alerts;
    private final CompletableFuture<Integer> ready = new CompletableFuture<>();
    private final Thread thread = Thread.ofVirtual().name("topics").unstarted(this::run);

    public TopicSetup(@Identifier("default-kafka-broker") Map<String, Object> kafka, OperatorAlerts alerts) {
        this.kafka = new HashMap<>(kafka);
        this.kafka.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        this.kafka.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        this.alerts = alerts;
    }

    /// Completes when all topics exist, with the replication that this cluster allows; what needs them begins then.
    public CompletionStage<Integer> ready() {
        return ready;
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    @PreDestroy
    void stop() {
        thread.interrupt();
    }

    private void run() {
        while (!ready.isDone() && !Thread.currentThread().isInterrupted()) {
            try (var admin = Admin.create(kafka)) {
                var creator = new TopicCreator(admin);
                report(creator.create(List.of(Topic.values())));
                ready.complete((int) creator.replication());
            } catch (KafkaException e) {
                LOG.infof("Waiting for Kafka at %s: %s", kafka.get("bootstrap.servers"), e.getMessage());
                pause();
            }
        }
    }

    private void report(List<String> differences) {
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

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
