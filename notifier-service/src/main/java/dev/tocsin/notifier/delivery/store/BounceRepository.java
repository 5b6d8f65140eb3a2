package dev.tocsin.notifier.delivery.store;

import dev.tocsin.contract.delivery.DeliveryEvent;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

@ApplicationScoped
@Transactional
public class BounceRepository implements PanacheRepositoryBase<BounceEntity, String> {

    /// @param delivery the id of the delivery that came back
    /// @param queuedAt when the notice was decided
    public record UnpublishedBounce(String delivery, DeliveryEvent event, Instant queuedAt) {}

    private record BounceOfDelivery(BounceEntity bounce, DeliveryEntity delivery) {}

    /// @return false when the bounce is known already: a report may come twice
    boolean keep(String delivery, String subscription, Instant at, String reason) {
        if (findById(delivery) != null) {
            return false;
        }
        persist(new BounceEntity(delivery, subscription, at, reason));
        return true;
    }

    long since(String subscription, Instant from) {
        return count("subscription = ?1 and at >= ?2", subscription, from);
    }

    /// Call this only with the right to publish.
    public List<UnpublishedBounce> unpublished(int most) {
        return getSession()
                .createQuery("""
                        select b, d from BounceEntity b join DeliveryEntity d on d.delivery = b.delivery
                        where not b.published order by b.at""", BounceOfDelivery.class)
                .setMaxResults(most)
                .getResultStream()
                .map(row -> new UnpublishedBounce(
                        row.bounce().delivery(),
                        row.bounce().event(row.delivery().head()),
                        row.delivery().queuedAt()))
                .toList();
    }

    public void published(Collection<String> deliveries) {
        update("published = true where delivery in ?1", deliveries);
    }

    /// Whether an event waits to be published.
    public boolean isAnyUnpublished() {
        return count("not published") > 0;
    }
}
