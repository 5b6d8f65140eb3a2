package dev.tocsin.notifier.delivery.store;

import dev.tocsin.contract.delivery.DeliveryEvent;
import dev.tocsin.notifier.database.OneColumn;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@Transactional
public class DeliveryStepRepository implements PanacheRepositoryBase<DeliveryStepEntity, Long> {

    /// Any number, the same in all instances: the instance that holds it in the database publishes.
    private static final long LOCK = 0x746f6373696eL;

    /// @param position the order in which steps are published
    /// @param queuedAt when the notice was decided
    /// @param answer the receiver's answer when it took the notice, or null
    public record Unpublished(
            long position,
            DeliveryEvent event,
            Instant queuedAt,
            @Nullable String answer) {}

    private record StepOfDelivery(DeliveryStepEntity step, DeliveryEntity delivery) {}

    private final StatelessSession reader;

    /// @param reader keeps no copy of the rows that are read, to look for changes in
    DeliveryStepRepository(StatelessSession reader) {
        this.reader = reader;
    }

    /// The position of the step that is to be published next.
    public Optional<Long> firstUnpublished() {
        return Optional.ofNullable(getSession()
                .createSelectionQuery(
                        "select min(s.position) from DeliveryStepEntity s where not s.published", Long.class)
                .getSingleResultOrNull());
    }

    public void published(Collection<Long> positions) {
        getSession()
                .createNativeMutationQuery(
                        "update delivery_step set published = true where position = any (:positions)")
                .setParameter("positions", positions.toArray(Long[]::new))
                .executeUpdate();
    }

    /// Takes the right to publish until the transaction ends.
    ///
    /// @return false while another instance has it
    public boolean isOurs() {
        return OneColumn.query(getSession(), "select pg_try_advisory_xact_lock(:lock)", Boolean.class)
                .setParameter("lock", LOCK)
                .getSingleResult();
    }

    /// Whether at least `many` steps wait, and the first `many` are all from after `since`.
    public boolean isYoungCrowd(int many, Instant since) {
        return OneColumn.query(getSession(), """
                        select count(*) >= :many and coalesce(min(at) > :since, false)
                        from (select at from delivery_step where not published order by position limit :many) first""", Boolean.class)
                .setParameter("many", many)
                .setParameter("since", since)
                .getSingleResult();
    }

    /// The steps to publish next.
    public List<Unpublished> unpublished(int most) {
        return reader.createSelectionQuery("""
                        select s, d from DeliveryStepEntity s join DeliveryEntity d on d.delivery = s.delivery
                        where not s.published order by s.position""", StepOfDelivery.class).setMaxResults(most).getResultList().stream()
                .map(row -> new Unpublished(
                        row.step().position(),
                        row.step().event(row.delivery().head()),
                        row.delivery().queuedAt(),
                        row.step().answer()))
                .toList();
    }
}
