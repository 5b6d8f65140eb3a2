package dev.tocsin.notifier.delivery.store;

import dev.tocsin.contract.delivery.DeliveryEvent.DeliveryHead;
import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.notifier.database.Columns;
import dev.tocsin.notifier.delivery.NoticeReason;
import dev.tocsin.notifier.delivery.store.ReportEntity.ReportKey;
import dev.tocsin.notifier.delivery.store.ReportRepository.ReadReport;
import dev.tocsin.notifier.message.Report;
import dev.tocsin.notifier.subscription.Subscription.SubscriptionState;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds deliveries for operators and subscribers, and replays them.
@ApplicationScoped
@Transactional
public class DeliveryRepository implements PanacheRepositoryBase<DeliveryEntity, Long> {

    private static final String REPLAYABLE = """
            from DeliveryEntity d where exists (
                select 1 from SubscriptionEntity s where s.id = d.subscription and s.state in :notified)%s""";

    private final ReportRepository reports;

    DeliveryRepository(ReportRepository reports) {
        this.reports = reports;
    }

    /// @param nextAt when it is tried next; null unless it is due
    /// @param why why the subscriber gets it; null for planned work, whose stage says it, and for a notice that an
    ///     older release decided
    /// @param reason why it is tried again or was given up; null otherwise
    /// @param coveredBy the id of the delivery that covered it, or null
    public record DeliveryView(
            DeliveryHead delivery,
            DeliveryState state,
            int attempt,
            Instant queuedAt,
            @Nullable Instant nextAt,
            @Nullable Instant endedAt,
            @Nullable NoticeReason why,
            @Nullable String reason,
            @Nullable String coveredBy) {}

    /// A notice as its subscriber got it, or should have got it.
    ///
    /// @param report its content; null when that is not kept any more
    public record KeptNotice(
            String id,
            NoticeKind kind,
            DeliveryState state,
            Instant queuedAt,
            @Nullable Report report) {}

    /// Puts a delivery that was given up back at the foot of the retry ladder.
    ///
    /// @return false when the delivery was not given up, or its subscription is not confirmed any more
    public boolean replay(String id, Instant now) {
        return replay(List.of(id), now) == 1;
    }

    private int replay(List<String> ids, Instant now) {
        return getSession()
                .createNativeMutationQuery("""
                        with replayed as (
                            update delivery d set state = 'due', rung = 0, due_at = now(), reason = null,
                                ended_at = null
                            from subscription s
                            where d.id = any (:ids) and d.state = 'given-up'
                                and s.id = d.subscription and s.state in ('confirmed', 'operator')
                            returning d.id, d.attempt)
                        insert into delivery_step (delivery, step, attempt, at, next_at, reason)
                        select id, 'retrying', attempt, :now, :now, 'replayed by an operator' from replayed""")
                .setParameter("ids", Columns.texts(ids))
                .setParameter("now", now)
                .executeUpdate();
    }

    public Optional<DeliveryView> lookUp(String id) {
        return find("delivery", id).firstResultOptional().map(DeliveryEntity::view);
    }

    /// @param after the id of the last one seen, or null
    public List<DeliveryView> newestFirst(DeliveryFilter filter, @Nullable String after, int most) {
        var parameters = filter.parameters();
        parameters.put("before", after == null ? Long.MAX_VALUE : position(after));
        return find(
                        "from DeliveryEntity d where d.position < :before%s order by d.position desc"
                                .formatted(filter.conditions()),
                        parameters)
                .page(0, most)
                .stream()
                .map(DeliveryEntity::view)
                .toList();
    }

    /// Puts deliveries that were given up back at the foot of the retry ladder, the oldest first; only those to
    /// subscriptions that are still confirmed.
    ///
    /// @param filter its `state` is ignored
    /// @return the number of deliveries
    public int replay(DeliveryFilter filter, int most, Instant now) {
        var found = find(
                        REPLAYABLE.formatted(givenUp(filter).conditions()) + " order by d.position",
                        withNotified(givenUp(filter)))
                .page(0, most)
                .stream()
                .map(DeliveryEntity::delivery)
                .toList();
        return found.isEmpty() ? 0 : replay(found, now);
    }

    /// The number of deliveries that a replay would find.
    public long replayable(DeliveryFilter filter) {
        return find(REPLAYABLE.formatted(givenUp(filter).conditions()), withNotified(givenUp(filter)))
                .count();
    }

    private static DeliveryFilter givenUp(DeliveryFilter filter) {
        return new DeliveryFilter(
                DeliveryState.GIVEN_UP, filter.channel(), filter.about(), filter.subscription(), filter.since());
    }

    private static Map<String, Object> withNotified(DeliveryFilter filter) {
        var parameters = filter.parameters();
        parameters.put("notified", List.of(SubscriptionState.CONFIRMED, SubscriptionState.OPERATOR));
        return parameters;
    }

    /// The notices to a subscriber, in the order in which they were decided.
    ///
    /// @param after the id of the last notice that the subscriber knows, or null for all
    /// @return empty when the subscriber has no notice `after`
    public Optional<List<KeptNotice>> noticesTo(String subscription, @Nullable String after, int most) {
        var last = after == null
                ? Optional.of(0L)
                : find("delivery = ?1 and subscription = ?2", after, subscription)
                        .firstResultOptional()
                        .map(DeliveryEntity::position);
        return last.map(position ->
                kept(find("subscription = ?1 and position > ?2", Sort.by("position"), subscription, position)
                        .page(0, most)
                        .list()));
    }

    private List<KeptNotice> kept(List<DeliveryEntity> deliveries) {
        var said = deliveries.isEmpty() ? Map.<ReportKey, ReadReport>of() : reports.read(deliveries.stream());
        return deliveries.stream()
                .map(delivery -> {
                    var read = said.get(delivery.report());
                    return delivery.kept(read == null ? null : read.content());
                })
                .toList();
    }

    /// @return 0, which is before all others, when there is no such delivery
    private long position(String id) {
        return find("delivery", id)
                .firstResultOptional()
                .map(DeliveryEntity::position)
                .orElse(0L);
    }
}
