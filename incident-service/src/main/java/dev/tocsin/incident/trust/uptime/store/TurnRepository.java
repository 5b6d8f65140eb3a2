package dev.tocsin.incident.trust.uptime.store;

import dev.tocsin.contract.Cell;
import dev.tocsin.engine.uptime.Span;
import dev.tocsin.engine.uptime.VerdictChange;
import dev.tocsin.incident.trust.uptime.store.TurnEntity.TurnKey;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.Session;

@ApplicationScoped
class TurnRepository implements PanacheRepositoryBase<TurnEntity, TurnKey> {

    /// A change that is stored already stays as it is.
    void addNew(List<VerdictChange> turns) {
        if (turns.isEmpty()) {
            return;
        }
        getSession()
                .createNativeMutationQuery("""
                        insert into uptime_turn (cell, number, at, verdict)
                        select * from unnest(:cells, :numbers, :times, :verdicts)
                        on conflict do nothing""")
                .setParameter("cells", texts(turns.stream().map(VerdictChange::cell)))
                .setParameter(
                        "numbers", turns.stream().map(VerdictChange::number).toArray(Long[]::new))
                .setParameter("times", turns.stream().map(VerdictChange::at).toArray(Instant[]::new))
                .setParameter("verdicts", texts(turns.stream().map(VerdictChange::verdict)))
                .executeUpdate();
    }

    /// The changes of the cells in the span, and the last change of each cell before it.
    static List<VerdictChange> of(Collection<Cell> cells, Span span, Session session) {
        return session.createNativeQuery("""
                        select cell, number, at, verdict from uptime_turn
                        where at >= :from and at < :to and cell = any (:cells)
                        union all
                        select before.* from unnest(:cells) as wanted (cell) cross join lateral (
                            select cell, number, at, verdict from uptime_turn
                            where cell = wanted.cell and at < :from order by number desc limit 1) as before""", TurnEntity.class)
                .setParameter("from", span.from())
                .setParameter("to", span.to())
                .setParameter("cells", texts(cells.stream()))
                .getResultStream()
                .map(TurnEntity::turn)
                .toList();
    }

    private static String[] texts(Stream<?> values) {
        return values.map(value -> value == null ? null : value.toString()).toArray(String[]::new);
    }
}
