package dev.tocsin.incident.maintenance.store;

import static dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState.IN_PROGRESS;
import static dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState.SCHEDULED;

import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.engine.maintenance.Window;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class WindowRepository implements PanacheRepositoryBase<WindowEntity, String> {

    private static final List<WindowState> NOT_OVER = List.of(SCHEDULED, IN_PROGRESS);

    private static final String PAGE = "from WindowEntity where state in :states order by startsAt, id";

    private static final String NEXT_PAGE = """
            from WindowEntity w where w.state in :states and exists (
                from WindowEntity last where last.id = :after
                  and (w.startsAt > last.startsAt or w.startsAt = last.startsAt and w.id > last.id))
            order by w.startsAt, w.id""";

    private static final String BETWEEN =
            "from WindowEntity where startsAt < :to and endsAt > :from order by startsAt, id";

    /// The windows that are not over, and the windows with these ids.
    ///
    /// The states stand in the statement as in the index that finds them. The ids are one array: series have
    /// thousands of windows, and Hibernate would translate a list of each length anew.
    List<Window> notOver(Collection<String> ids) {
        return getSession()
                .createNativeQuery("""
                        select * from maintenance_window
                        where state in ('SCHEDULED', 'IN_PROGRESS') or id = any (:ids)""", WindowEntity.class)
                .setParameter("ids", ids.toArray(String[]::new))
                .getResultStream()
                .map(WindowEntity::window)
                .toList();
    }

    /// The windows that begin or end by now.
    List<Window> due(Instant now) {
        return stream("state = ?1 and startsAt <= ?3 or state = ?2 and endsAt <= ?3", SCHEDULED, IN_PROGRESS, now)
                .map(WindowEntity::window)
                .toList();
    }

    Optional<Window> one(String id) {
        return findByIdOptional(id).map(WindowEntity::window);
    }

    void put(Window window) {
        getEntityManager().merge(new WindowEntity(window));
    }

    static Optional<Window> one(String id, Session session) {
        return Optional.ofNullable(session.find(WindowEntity.class, id)).map(WindowEntity::window);
    }

    /// One page, the earliest first.
    ///
    /// @param over whether windows that are over are included
    /// @param after the id after which to go on; nothing follows an unknown one
    static List<Window> page(boolean over, @Nullable String after, int most, Session session) {
        var query = session.createSelectionQuery(after == null ? PAGE : NEXT_PAGE, WindowEntity.class)
                .setParameter("states", over ? List.of(WindowState.values()) : NOT_OVER);
        if (after != null) {
            query.setParameter("after", after);
        }
        return query.setMaxResults(most)
                .getResultStream()
                .map(WindowEntity::window)
                .toList();
    }

    /// The windows that touch a span of time, the earliest first.
    static List<Window> between(Instant from, Instant to, int most, Session session) {
        return session.createSelectionQuery(BETWEEN, WindowEntity.class)
                .setParameter("from", from)
                .setParameter("to", to)
                .setMaxResults(most)
                .getResultStream()
                .map(WindowEntity::window)
                .toList();
    }
}
