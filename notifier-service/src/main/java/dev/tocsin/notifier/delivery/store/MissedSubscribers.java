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

/// The subscribers who missed a notice that was given up, and have taken none since. Mostly there are few or none.
@ApplicationScoped
@Transactional
public class MissedSubscribers {

    private final Session session;

    MissedSubscribers(Session session) {
        this.session = session;
    }

    /// Adds subscribers who just missed a notice, except those whose subscription ended.
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

    /// Removes those of the subscribers who are known to have missed a notice, because they took one.
    public void remove(Collection<String> subscriptions) {
        session.createNativeMutationQuery("delete from missed_subscriber where subscription = any (:subscriptions)")
                .setParameter("subscriptions", Columns.texts(subscriptions))
                .executeUpdate();
    }

    /// Removes the subscribers who missed nothing since `missedAt`.
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
