package dev.tocsin.support;

import dev.tocsin.support.kafka.CatchUp;
import dev.tocsin.support.kafka.Closing;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Reads a whole topic, as each instance of a service does.
@ApplicationScoped
class WholeChanges {

    private final CatchUp catchUp;
    private final Set<String> keys = ConcurrentHashMap.newKeySet();

    WholeChanges(@Identifier("changes") CatchUp catchUp) {
        this.catchUp = catchUp;
    }

    @Singleton
    static class Channels {

        @Produces
        @Singleton
        @Identifier("changes")
        CatchUp catchUp(KafkaClientService clients, Closing closing) {
            return new CatchUp("changes", clients, closing);
        }
    }

    @Incoming("changes")
    @Blocking
    void read(ConsumerRecords<String, byte[]> records) {
        catchUp.handle(records, record -> keys.add(record.key()));
    }

    CatchUp catchUp() {
        return catchUp;
    }

    Set<String> keys() {
        return keys;
    }
}
