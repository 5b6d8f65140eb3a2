package dev.tocsin.notifier.intake;

import static java.util.stream.Collectors.toMap;

import dev.tocsin.contract.Topic;
import dev.tocsin.notifier.intake.ConsumedOffsetEntity.ConsumedOffsetKey;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.OptionalLong;

@ApplicationScoped
@Transactional
public class ConsumedOffsetRepository implements PanacheRepositoryBase<ConsumedOffsetEntity, ConsumedOffsetKey> {

    /// The next record to read, by partition; partitions that were never read are missing.
    public Map<Integer, Long> next(Topic topic) {
        return find("topic", topic.topicName()).stream()
                .collect(toMap(ConsumedOffsetEntity::partition, ConsumedOffsetEntity::nextOffset));
    }

    /// Until the transaction ends, no other instance advances in this partition.
    ///
    /// @return the next record to read; empty when the partition was never read
    OptionalLong lock(Topic topic, int partition) {
        var offset = findById(new ConsumedOffsetKey(topic.topicName(), partition), LockModeType.PESSIMISTIC_WRITE);
        return offset == null ? OptionalLong.empty() : OptionalLong.of(offset.nextOffset());
    }

    public void keep(Topic topic, int partition, long next) {
        var key = new ConsumedOffsetKey(topic.topicName(), partition);
        var known = findById(key);
        if (known == null) {
            persist(new ConsumedOffsetEntity(key, next));
        } else {
            known.advance(next);
        }
    }
}
