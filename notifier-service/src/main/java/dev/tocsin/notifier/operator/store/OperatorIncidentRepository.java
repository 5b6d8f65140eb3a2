package dev.tocsin.notifier.operator.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Json;
import dev.tocsin.notifier.database.OneColumn;
import dev.tocsin.notifier.message.OperatorReport;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Incidents as operators may read them: those that are open, and those of which some channel was notified.
@ApplicationScoped
@Transactional
class OperatorIncidentRepository implements PanacheRepositoryBase<OperatorIncidentEntity, String> {

    /// Keeps the state of an incident. A snapshot that was seen, or is older than the one kept, changes nothing; nor
    /// does the end of an incident that was not kept.
    void keep(OperatorReport report, int partition, @Nullable String traceparent) {
        getSession()
                .createNativeMutationQuery("""
                        insert into operator_incident
                            (id, kafka_partition, number, is_open, changed_at, undecided, traceparent, content)
                        select :id, :partition, :number, :open, :at, true, :traceparent, cast(:content as jsonb)
                        where :open or exists (select from operator_incident where id = :id)
                        on conflict (id) do update set
                            (kafka_partition, number, is_open, changed_at, undecided, traceparent, content) =
                            (excluded.kafka_partition, excluded.number, excluded.is_open, excluded.changed_at, true,
                             excluded.traceparent, excluded.content)
                        where operator_incident.number < excluded.number""")
                .setParameter("id", report.incident())
                .setParameter("partition", partition)
                .setParameter("number", report.number())
                .setParameter("open", report.state().isOpen())
                .setParameter("at", report.at())
                .setParameter("traceparent", traceparent)
                .setParameter("content", json(report))
                .executeUpdate();
    }

    /// The state that was kept last.
    Optional<OperatorReport> report(String id) {
        return OneColumn.query(
                        getSession(),
                        "select cast(content as text) from operator_incident where id = :id",
                        String.class)
                .setParameter("id", id)
                .uniqueResultOptional()
                .flatMap(OperatorIncidentEntity::read);
    }

    /// Makes rows for incidents of which some channel was notified before the database was restored from a backup;
    /// their content is read again from their topic. Number 0 comes before every number in the topic.
    void expect(List<String> ids) {
        getSession()
                .createNativeMutationQuery("""
                        insert into operator_incident
                            (id, kafka_partition, number, is_open, changed_at, undecided, content)
                        select id, -1, 0, false, now(), false, cast('null' as jsonb)
                        from unnest(:ids) as expected (id)
                        on conflict do nothing""")
                .setParameter("ids", ids.toArray(String[]::new))
                .executeUpdate();
    }

    /// The incidents of these partitions whose present state is not decided for each channel yet.
    List<String> undecided(Collection<Integer> partitions) {
        return OneColumn.query(getSession(), """
                        select id from operator_incident
                        where undecided and kafka_partition = any (:partitions) order by id""", String.class)
                .setParameter("partitions", partitions.toArray(Integer[]::new))
                .getResultList();
    }

    /// Marks each open incident for another comparison, and each whose end a channel missed that is back now.
    void reconsider() {
        getSession().createNativeMutationQuery("""
                        update operator_incident set undecided = true
                        where is_open or kafka_partition >= 0 and id in (
                            select t.incident
                            from operator_told t join subscription s on s.id = t.subscription and s.state = 'operator'
                            where t.is_open)""").executeUpdate();
    }

    /// Locks the incident until the transaction ends, so that one transaction at a time decides about it.
    OperatorIncidentEntity lock(String id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    void decided(String id) {
        getSession()
                .createNativeMutationQuery("update operator_incident set undecided = false where id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    private static String json(OperatorReport report) {
        try {
            return Json.mapper().writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an incident cannot be written: " + report.incident(), e);
        }
    }
}
