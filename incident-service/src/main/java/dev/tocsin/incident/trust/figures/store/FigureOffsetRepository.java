package dev.tocsin.incident.trust.figures.store;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.tocsin.incident.trust.figures.store.FigureOffset.FigureOffsetKey;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

@ApplicationScoped
class FigureOffsetRepository implements PanacheRepositoryBase<FigureOffset, FigureOffsetKey> {

    /// Moves the offset of a partition on, and holds its row until the transaction ends.
    ///
    /// @return the offset before; 0 when there was none
    long advance(TopicPartition partition, long next) {
        var stored =
                findById(new FigureOffsetKey(partition.topic(), partition.partition()), LockModeType.PESSIMISTIC_WRITE);
        if (stored == null) {
            persistAndFlush(new FigureOffset(partition, next));
            return 0;
        }
        var before = stored.nextOffset;
        stored.nextOffset = Math.max(before, next);
        return before;
    }

    Map<TopicPartition, Long> all() {
        return listAll().stream().collect(toUnmodifiableMap(FigureOffset::partition, stored -> stored.nextOffset));
    }
}
