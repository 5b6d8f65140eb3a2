package dev.tocsin.incident.access.topic;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.access.AccessTokenEvent;
import dev.tocsin.incident.access.TokenDifferences;
import dev.tocsin.incident.access.store.ApiTokenStore;
import dev.tocsin.incident.audit.AuditLog;
import dev.tocsin.incident.kafka.EventSource;
import dev.tocsin.incident.postgres.WhenClosing;
import dev.tocsin.support.access.AccessTokens;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.EventWriter;
import dev.tocsin.support.kafka.Received.Known;
import dev.tocsin.support.kafka.TopicSetup;
import dev.tocsin.support.kafka.Unavailability;
import dev.tocsin.support.kafka.WholeTopic;
import dev.tocsin.support.kafka.WriteResult.Refused;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/// Keeps `tocsin.access-tokens` equal to the table: compares the two every few seconds, and at once after a
/// change.
///
/// Whatever a killed process did not publish, the next comparison does; a topic that was emptied and a
/// database that was restored are mended in the same way. Any instance may compare at any time, since an
/// event may be written twice and a revocation counts in any order.
@ApplicationScoped
public class TokenPublisher {

    private static final Logger LOG = Logger.getLogger(TokenPublisher.class);

    private final Map<String, Object> kafka;
    private final TopicSetup topics;
    private final EventWriter writer;
    private final ApiTokenStore tokens;
    private final AuditLog audit;
    private final Clock clock;

    TokenPublisher(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            TopicSetup topics,
            EventWriter writer,
            ApiTokenStore tokens,
            AuditLog audit,
            Clock clock) {
        this.kafka = kafka;
        this.topics = topics;
        this.writer = writer;
        this.tokens = tokens;
        this.audit = audit;
        this.clock = clock;
    }

    /// Publishes a change that is committed. Does not wait for Kafka.
    public void publishSoon() {
        Thread.ofVirtual().name("access-tokens").start(this::compare);
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP, skipExecutionIf = WhenClosing.class)
    synchronized void compare() {
        if (!topics.ready().toCompletableFuture().isDone()) {
            return;
        }
        try {
            var topic = published();
            var differences = TokenDifferences.between(topic, tokens.events(), clock.instant());
            differences.revokedOnTopic().forEach(this::revoke);
            if (writer.write(Topic.ACCESS_TOKENS, differences.unpublished()) instanceof Refused(var why)) {
                LOG.errorf("Kafka refuses tokens: %s", why);
            }
        } catch (RuntimeException e) {
            if (!(e instanceof KafkaException) && !Unavailability.causes(e)) {
                throw e;
            }
            LOG.warnf("Tokens could not be published; next try soon: %s", Unavailability.firstLine(e));
        }
    }

    /// A record that cannot be read hides an event of the same key once the topic is compacted.
    private AccessTokens published() {
        var published = new AccessTokens();
        new WholeTopic(kafka, Topic.ACCESS_TOKENS).read(record -> {
            if (CloudEvents.read(record) instanceof Known(AccessTokenEvent event, var _, var _)) {
                published.apply(event);
            } else {
                published.gone(Objects.requireNonNullElse(record.key(), ""));
            }
        });
        return published;
    }

    private void revoke(String id) {
        tokens.revoke(UUID.fromString(id)).ifPresent(name -> {
            LOG.warnf("Token %s was revoked before the database was restored, and is revoked again", name);
            audit.note(EventSource.NAME, "Revoke token that was revoked before a restore", name);
        });
    }
}
