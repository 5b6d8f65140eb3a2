package dev.tocsin.notifier.delivery.store;

import dev.tocsin.notifier.database.Columns;
import dev.tocsin.notifier.subscription.SubscriptionEnded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;

/// Who missed a notice that was given up, and has taken none since. There are few or none of them, mostly.
@ApplicationScoped
@Transactional
public class MissedSubscribers {

    private final Session session;

    MissedSubscribers(Session session) {
        this.session = session;
    }

    /// Adds subscribers who just missed a notice. One whose subscription ended misses nothing.
    public void add(Collection<String> subscriptions, Instant now) {
        session.createNativeMutationQuery("""
                        insert into missed_subscriber (subscription, missed_at)
                        select id, :now from subscription where id = any (:subscriptions) and state = 'confirmed'
                        order by id
                        on conflict (subscription) do update set missed_at = excluded.missed_at""")
                .setParameter("subscriptions", Columns.texts(subscriptions))
                .setParameter("now", now)
                .executeUpdate();
    }

    /// Removes those of the subscribers who are known to have missed one: they took a notice.
    public void remove(Collection<String> subscriptions) {
        session.createNativeMutationQuery("delete from missed_subscriber where subscription = any (:subscriptions)")
                .setParameter("subscriptions", Columns.texts(subscriptions))
                .executeUpdate();
    }

    /// Removes those who missed nothing since then.
    public void removeBefore(Instant missedAt) {
        session.createNativeMutationQuery("delete from missed_subscriber where missed_at < :missedAt")
                .setParameter("missedAt", missedAt)
                .executeUpdate();
    }

    public long count() {
        return session.createNativeQuery("select count(*) from missed_subscriber", Long.class)
                .getSingleResult();
    }

    void remove(@Observes SubscriptionEnded ended) {
        remove(List.of(ended.subscription()));
    }
}
