package dev.tocsin.notifier.delivery.store;

import dev.tocsin.notifier.database.Columns;
import dev.tocsin.notifier.database.OneColumn;
import dev.tocsin.notifier.subscription.SubscriptionEnded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import org.hibernate.Session;

/// The subscribers who missed a notice that was given up, and have taken none since. Usually there are few or none.
@ApplicationScoped
@Transactional
public class MissedSubscribers {

    private final Session session;

    MissedSubscribers(Session session) {
        this.session = session;
    }

    /// Notes the results of deliveries, in the transaction that keeps these results.
    ///
    /// @param missed the deliveries that were given up, for a reason that operators may mend
    /// @param taken the deliveries that their receivers took
    void note(Collection<String> missed, Collection<String> taken, Instant now) {
        if (!missed.isEmpty()) {
            add(missed, now);
        }
        if (!taken.isEmpty() && isAny()) {
            removeThoseOf(taken);
        }
    }

    private void add(Collection<String> deliveries, Instant now) {
        session.createNativeMutationQuery("""
                        insert into missed_subscriber (subscription, missed_at)
                        select distinct s.id, cast(:now as timestamptz)
                        from delivery d join subscription s on s.id = d.subscription
                        where d.id = any (:deliveries) and d.state = 'given-up'
                            and s.state in ('confirmed', 'operator')
                        order by s.id
                        on conflict (subscription) do update set missed_at = excluded.missed_at""")
                .setParameter("deliveries", Columns.texts(deliveries))
                .setParameter("now", now.toString())
                .executeUpdate();
    }

    private boolean isAny() {
        return OneColumn.query(session, "select exists (select from missed_subscriber)", Boolean.class)
                .getSingleResult();
    }

    /// In an order, so that two instances do not wait for each other.
    private void removeThoseOf(Collection<String> deliveries) {
        session.createNativeMutationQuery("""
                        delete from missed_subscriber where subscription in (
                            select m.subscription from missed_subscriber m
                            where m.subscription in (select d.subscription from delivery d where d.id = any (:deliveries))
                            order by m.subscription for update)""")
                .setParameter("deliveries", Columns.texts(deliveries))
                .executeUpdate();
    }

    /// Removes those who missed nothing since then.
    public void removeBefore(Instant missedAt) {
        session.createNativeMutationQuery("delete from missed_subscriber where missed_at < :missedAt")
                .setParameter("missedAt", missedAt)
                .executeUpdate();
    }

    public long count() {
        return OneColumn.query(session, """
                        select count(*) from missed_subscriber m join subscription s on s.id = m.subscription
                        where s.state in ('confirmed', 'operator')""", Long.class).getSingleResult();
    }

    void remove(@Observes SubscriptionEnded ended) {
        session.createNativeMutationQuery("delete from missed_subscriber where subscription = :subscription")
                .setParameter("subscription", ended.subscription())
                .executeUpdate();
    }
}
