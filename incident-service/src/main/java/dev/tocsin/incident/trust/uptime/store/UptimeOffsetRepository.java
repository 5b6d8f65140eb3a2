package dev.tocsin.incident.trust.uptime.store;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.tocsin.incident.postgres.OffsetRow.OffsetKey;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

@ApplicationScoped
class UptimeOffsetRepository implements PanacheRepositoryBase<UptimeOffset, OffsetKey> {

    void put(Map<TopicPartition, Long> nextOffsets) {
        nextOffsets.forEach((partition, next) -> getEntityManager().merge(new UptimeOffset(partition, next)));
    }

    Map<TopicPartition, Long> all() {
        return listAll().stream().collect(toUnmodifiableMap(UptimeOffset::partition, UptimeOffset::nextOffset));
    }
}
