package dev.tocsin.notifier.operator.store;

import static java.util.stream.Collectors.toMap;

import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.notifier.delivery.LostNotice;
import dev.tocsin.notifier.delivery.store.LostRow;
import dev.tocsin.notifier.message.OperatorReport;
import dev.tocsin.notifier.operator.LastOperatorNotice;
import dev.tocsin.notifier.operator.store.OperatorNoticesEntity.OperatorNoticesKey;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;

/// Records which notices of incidents operators' channels got.
@ApplicationScoped
@Transactional
class OperatorNoticesRepository implements PanacheRepositoryBase<OperatorNoticesEntity, OperatorNoticesKey> {

    /// The last notices of an incident, by subscription.
    Map<String, LastOperatorNotice> of(String incident) {
        return find("incident", incident).stream()
                .collect(toMap(OperatorNoticesEntity::subscription, OperatorNoticesEntity::last));
    }

    /// The incidents whose end is still to be announced to the channel.
    List<String> open(String subscription) {
        return find("subscription = ?1 and isOpen = true", Sort.by("incident"), subscription).stream()
                .map(OperatorNoticesEntity::incident)
                .toList();
    }

    /// Records a notice of the incident to a channel.
    void record(String subscription, NoticeKind kind, OperatorReport report) {
        var key = new OperatorNoticesKey(report.incident(), subscription);
        var known = findById(key);
        if (known == null) {
            var first = new OperatorNoticesEntity(key);
            first.record(kind, report);
            persist(first);
        } else {
            known.record(kind, report);
        }
    }

    /// Records who was notified before the database was restored from a backup. The severity in those notices is not
    /// known, so nothing counts as graver.
    void recover(List<LostNotice> lost) {
        getSession()
                .createNativeMutationQuery("""
                        with lost as (%s)
                        insert into operator_told (incident, subscription, episode, is_open, opened_number, highest)
                        select distinct on (o.id, l.subscription) o.id, l.subscription, l.episode,
                            l.kind not in ('closing', 'catch-up'),
                            min(l.number) over (partition by o.id, l.subscription, l.episode),
                            cast('critical' as severity)
                        from lost l join operator_incident o on l.about = 'operators/' || o.id
                        order by o.id, l.subscription, l.episode desc, l.number desc, l.kind = 'closing' desc
                        on conflict (incident, subscription) do update set (episode, is_open, highest) =
                            (excluded.episode, excluded.is_open, excluded.highest)
                        where (excluded.episode, not excluded.is_open) >= (operator_told.episode, not operator_told.is_open)""".formatted(LostRow.TABLE))
                .setParameter("lost", LostRow.json(lost))
                .executeUpdate();
    }
}
