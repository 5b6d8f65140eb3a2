package dev.tocsin.notifier.delivery.store;

import static java.util.Comparator.comparingLong;
import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toMap;

import dev.tocsin.notifier.database.Columns;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.StatelessSession;

/// Gathers the notices of incidents that are due to a subscriber at the same time into one digest.
///
/// The earliest of them is claimed and covers the others at once; no other one can be claimed while it is due. So a
/// digest needs no row of its own, and is tried again, given up and replayed like any notice.
@ApplicationScoped
@Transactional
class Digests {

    private final StatelessSession session;

    Digests(StatelessSession session) {
        this.session = session;
    }

    /// @param claimed claimed deliveries, some of which may be of digests
    /// @return by the id of each delivery that is of a digest, all the deliveries that it carries, itself
    ///     among them, in the order in which they were decided
    Map<String, List<DeliveryEntity>> gather(List<DeliveryEntity> claimed) {
        var leaders = claimed.stream().filter(DeliveryEntity::isOfDigest).toList();
        if (leaders.isEmpty()) {
            return Map.of();
        }
        cover(leaders);
        var covered = covered(leaders);
        var coveredBy = covered.stream()
                .collect(toMap(DeliveryEntity::delivery, delivery -> requireNonNullElse(delivery.coveredBy(), "")));
        var gathered = new HashMap<String, List<DeliveryEntity>>();
        leaders.forEach(leader -> gathered.put(leader.delivery(), new ArrayList<>(List.of(leader))));
        for (var delivery : covered) {
            var leader = delivery.delivery();
            while (coveredBy.containsKey(leader)) {
                leader = coveredBy.get(leader);
            }
            gathered.computeIfAbsent(leader, _ -> new ArrayList<>()).add(delivery);
        }
        gathered.values().forEach(notices -> notices.sort(comparingLong(DeliveryEntity::position)));
        return gathered;
    }

    private void cover(List<DeliveryEntity> leaders) {
        session.createNativeMutationQuery("""
                        with covered as (
                            update delivery d set state = 'covered', ended_at = now(), covered_by = leader.id
                            from unnest(:ids, :subscriptions) as leader (id, subscription) cross join %s
                            where d.position = due.position and d.id <> leader.id and %s
                                and coalesce(d.leased_until, '-infinity') < now()
                            returning d.id, d.attempt, d.covered_by)
                        insert into delivery_step (delivery, step, attempt, at, covered_by)
                        select id, 'sent', attempt, now(), covered_by from covered""".formatted(
                                DueRows.to("leader.subscription", "e.digest and e.due_at <= now()"), DueRows.IS_DUE))
                .setParameter("ids", Columns.texts(leaders, DeliveryEntity::delivery))
                .setParameter("subscriptions", Columns.texts(leaders, DeliveryEntity::subscription))
                .executeUpdate();
    }

    /// A delivery that was covered may itself cover others.
    private List<DeliveryEntity> covered(List<DeliveryEntity> leaders) {
        return session.createNativeQuery("""
                        with recursive covered as (
                            select d.* from delivery d where d.covered_by = any (:ids)
                            union
                            select d.* from delivery d join covered c on d.covered_by = c.id)
                        select * from covered order by position""", DeliveryEntity.class)
                .setParameter("ids", Columns.texts(leaders, DeliveryEntity::delivery))
                .getResultList();
    }
}
