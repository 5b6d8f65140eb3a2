package dev.tocsin.notifier.intake;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The positions in the partitions that are assigned to this instance.
final class Positions {

    private final Map<Integer, Position> byPartition = new ConcurrentHashMap<>();

    /// The position in a partition that is assigned to this instance.
    ///
    /// @param generation of the consumer group when it was assigned
    /// @param stored the offset in the database, or [#NEVER_READ]
    /// @param next the next offset: records before it were handled
    record Position(int generation, long stored, long next) {

        static final long NEVER_READ = -1;

        private Position after(long offset) {
            return new Position(generation, offset, offset);
        }
    }

    void assign(int partition, Position position) {
        byPartition.put(partition, position);
    }

    void revoke(int partition) {
        byPartition.remove(partition);
    }

    /// @return null when the partition was taken away, or assigned in another generation of the group
    @Nullable
    Position find(int partition, int generation) {
        var position = byPartition.get(partition);
        return position != null && position.generation == generation ? position : null;
    }

    /// Moves the position to an offset that is stored, unless the partition was taken away meanwhile.
    void advance(int partition, int generation, long offset) {
        byPartition.computeIfPresent(
                partition, (_, current) -> current.generation == generation ? current.after(offset) : current);
    }
}
