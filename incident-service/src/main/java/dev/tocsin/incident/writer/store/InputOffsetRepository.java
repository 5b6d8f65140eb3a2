package dev.tocsin.incident.writer.store;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.tocsin.incident.postgres.OffsetRow.OffsetKey;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

@ApplicationScoped
class InputOffsetRepository implements PanacheRepositoryBase<InputOffsetEntity, OffsetKey> {

    Map<TopicPartition, Long> all() {
        return listAll().stream()
                .collect(toUnmodifiableMap(InputOffsetEntity::partition, InputOffsetEntity::nextOffset));
    }

    void put(Map<TopicPartition, Long> offsets) {
        var partitions = offsets.keySet().stream().toList();
        if (partitions.isEmpty()) {
            return;
        }
        getSession()
                .createNativeMutationQuery("""
                        insert into input_offset (topic, part, next_offset)
                        select * from unnest(:topics, :parts, :offsets)
                        on conflict (topic, part) do update set next_offset = excluded.next_offset""")
                .setParameter(
                        "topics", partitions.stream().map(TopicPartition::topic).toArray(String[]::new))
                .setParameter(
                        "parts",
                        partitions.stream().map(TopicPartition::partition).toArray(Integer[]::new))
                .setParameter("offsets", partitions.stream().map(offsets::get).toArray(Long[]::new))
                .executeUpdate();
    }
}
