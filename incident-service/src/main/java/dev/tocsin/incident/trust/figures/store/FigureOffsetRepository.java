package dev.tocsin.incident.trust.figures.store;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.tocsin.incident.postgres.OffsetRow.OffsetKey;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

@ApplicationScoped
class FigureOffsetRepository implements PanacheRepositoryBase<FigureOffset, OffsetKey> {

    /// Moves the offset of a partition on, and holds its row until the transaction ends.
    ///
    /// @return the offset before; 0 when there was none
    long advance(TopicPartition partition, long next) {
        var stored = findById(OffsetKey.of(partition), LockModeType.PESSIMISTIC_WRITE);
        if (stored == null) {
            persistAndFlush(new FigureOffset(partition, next));
            return 0;
        }
        var before = stored.nextOffset();
        stored.moveTo(Math.max(before, next));
        return before;
    }

    Map<TopicPartition, Long> all() {
        return listAll().stream().collect(toUnmodifiableMap(FigureOffset::partition, FigureOffset::nextOffset));
    }
}
