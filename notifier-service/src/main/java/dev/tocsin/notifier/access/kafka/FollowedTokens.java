package dev.tocsin.notifier.access.kafka;

import dev.tocsin.contract.access.AccessTokenEvent;
import dev.tocsin.support.access.AccessTokens;
import dev.tocsin.support.access.TokenHolder;
import dev.tocsin.support.access.TokenSource;
import dev.tocsin.support.kafka.CatchUp;
import dev.tocsin.support.kafka.Closing;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.DeadLetters;
import dev.tocsin.support.kafka.Received.Known;
import dev.tocsin.support.kafka.Received.Tombstone;
import dev.tocsin.support.kafka.Received.Unreadable;
import dev.tocsin.support.kafka.UnusableRecord;
import dev.tocsin.support.progress.ChannelProgress;
import dev.tocsin.support.progress.ProgressWatch;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// The tokens of programs as incident-service published them.
///
/// No token is right before the topic was read to the end that it had at the start: it may have been revoked since it
/// was issued.
@ApplicationScoped
class FollowedTokens implements TokenSource {

    private static final String CHANNEL = "access-tokens";

    private final AccessTokens tokens = new AccessTokens();
    private final CatchUp catchUp;
    private final ChannelProgress progress;
    private final DeadLetters deadLetters;
    private final Clock clock;

    FollowedTokens(
            @Identifier(CHANNEL) CatchUp catchUp, KafkaClientService clients, DeadLetters deadLetters, Clock clock) {
        this.catchUp = catchUp;
        this.progress = new ChannelProgress(CHANNEL, clients);
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    @Singleton
    static class AccessTokensChannel {

        @Produces
        @Singleton
        @Identifier(CHANNEL)
        CatchUp catchUp(KafkaClientService clients, Closing closing) {
            return new CatchUp(CHANNEL, clients, closing);
        }
    }

    void start(@Observes StartupEvent event, ProgressWatch watch) {
        watch.watch(progress);
    }

    @Override
    public Optional<TokenHolder> holder(String token) {
        return isRead() ? tokens.holder(token, clock.instant()) : Optional.empty();
    }

    /// Whether everything that was published before this process started is known.
    boolean isRead() {
        return catchUp.isDone();
    }

    @Incoming(CHANNEL)
    @Blocking
    void read(ConsumerRecords<String, byte[]> records) {
        progress.handle(() -> catchUp.handle(records, this::read, deadLetters));
    }

    private void read(ConsumerRecord<String, byte[]> record) {
        switch (CloudEvents.read(record)) {
            case Known known when known.event() instanceof AccessTokenEvent event -> tokens.apply(event);
            case Known known ->
                throw new UnusableRecord("%s does not belong on this topic"
                        .formatted(known.event().getClass().getSimpleName()));
            case Tombstone(var key) -> tokens.gone(key);
            case Unreadable(var reason) -> throw new UnusableRecord(reason);
        }
    }
}
