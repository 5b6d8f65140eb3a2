package dev.tocsin.incident.trust.figures.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;

/// Makes the partitions of packed figures, and drops old ones.
@ApplicationScoped
class FigurePartitions {

    private final Session session;

    FigurePartitions(Session session) {
        this.session = session;
    }

    /// Makes the partitions that are missing. Attaching a table, unlike creating it as a partition, stops no reader.
    void ensure(FigureTable table, Collection<Instant> times) {
        times.stream().map(table::partition).distinct().forEach(partition -> {
            if (!names(table).contains(partition.name())) {
                execute("create table %s (like %s including all)".formatted(partition.name(), table.table()));
                execute("alter table %s attach partition %s for values from ('%s') to ('%s')"
                        .formatted(table.table(), partition.name(), partition.from(), partition.to()));
            }
        });
    }

    /// Drops the partitions whose rows are all older than that.
    ///
    /// @return their number
    int drop(FigureTable table, Duration kept, Instant now) {
        var old = names(table).stream()
                .filter(name -> table.partition(name).isOlderThan(kept, now))
                .toList();
        if (!old.isEmpty()) {
            // Readers wait behind a drop that waits for others; so it gives up soon, and comes again.
            execute("set local lock_timeout = '2s'");
            old.forEach(name -> execute("drop table " + name));
        }
        return old.size();
    }

    private List<String> names(FigureTable table) {
        return session.createNativeQuery(
                        "select cast(inhrelid as regclass) || '' from pg_inherits where inhparent = cast(:table as regclass)",
                        String.class)
                .setParameter("table", table.table())
                .getResultList();
    }

    private void execute(String statement) {
        session.createNativeMutationQuery(statement).executeUpdate();
    }
}
