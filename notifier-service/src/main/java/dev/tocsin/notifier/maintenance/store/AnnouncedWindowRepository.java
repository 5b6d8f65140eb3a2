package dev.tocsin.notifier.maintenance.store;

import static dev.tocsin.notifier.database.WordConverter.word;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.notifier.database.OneColumn;
import dev.tocsin.notifier.maintenance.NextNotice;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

@ApplicationScoped
@Transactional
class AnnouncedWindowRepository implements PanacheRepositoryBase<AnnouncedWindowEntity, String> {

    /// An event that was seen, or is older than the one kept, changes nothing.
    void keep(WindowUpdated window) {
        getSession()
                .createNativeMutationQuery("""
                        insert into maintenance_window (id, number, state, starts_at, content)
                        values (:id, :number, :state, :startsAt, cast(:content as jsonb))
                        on conflict (id) do update set (number, state, starts_at, content) =
                            (excluded.number, excluded.state, excluded.starts_at, excluded.content)
                        where maintenance_window.number < excluded.number""")
                .setParameter("id", window.window())
                .setParameter("number", window.number())
                .setParameter("state", word(window.state()))
                .setParameter("startsAt", window.startsAt())
                .setParameter("content", json(window))
                .executeUpdate();
    }

    /// Makes rows for windows of which somebody was notified before the database was restored from a backup; their
    /// content is read again from their topic. Number 0 comes before every number in the topic.
    void expect(List<String> ids) {
        getSession()
                .createNativeMutationQuery("""
                        insert into maintenance_window (id, number, state, starts_at, content)
                        select id, 0, 'cancelled', now(), cast('null' as jsonb) from unnest(:ids) as expected (id)
                        on conflict do nothing""")
                .setParameter("ids", ids.toArray(String[]::new))
                .executeUpdate();
    }

    /// Locks the window until the transaction ends, so that one transaction at a time queues its notices.
    AnnouncedWindowEntity lock(String id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /// The planned or current windows that are near, and the windows whose end some notified subscriber does not know
    /// yet.
    List<String> due(Instant now) {
        return OneColumn.query(getSession(), """
                        select id from maintenance_window
                        where state in ('scheduled', 'in-progress') and starts_at <= :near
                        union
                        select t.window_id from maintenance_told t join maintenance_window w on w.id = t.window_id
                        where t.stage not in ('completed', 'cancelled') and w.number > 0""", String.class)
                .setParameter("near", now.plus(NextNotice.ANNOUNCED_BEFORE))
                .getResultList();
    }

    private static String json(WindowUpdated window) {
        try {
            return Json.mapper().writeValueAsString(window);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a maintenance window cannot be written: " + window.window(), e);
        }
    }
}
