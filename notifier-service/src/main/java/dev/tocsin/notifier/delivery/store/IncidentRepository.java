package dev.tocsin.notifier.delivery.store;

import static dev.tocsin.notifier.database.WordConverter.word;

import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.Acknowledged;
import dev.tocsin.contract.incident.IncidentEvent.ImpactChanged;
import dev.tocsin.contract.incident.IncidentEvent.ImpactCorrected;
import dev.tocsin.contract.incident.IncidentEvent.Linked;
import dev.tocsin.contract.incident.IncidentEvent.Opened;
import dev.tocsin.contract.incident.IncidentEvent.OutageEnded;
import dev.tocsin.contract.incident.IncidentEvent.OutageStarted;
import dev.tocsin.contract.incident.IncidentEvent.PostmortemPublished;
import dev.tocsin.contract.incident.IncidentEvent.Reopened;
import dev.tocsin.contract.incident.IncidentEvent.Resolved;
import dev.tocsin.contract.incident.IncidentEvent.SuspectConfirmed;
import dev.tocsin.contract.incident.IncidentEvent.SuspectNamed;
import dev.tocsin.contract.incident.IncidentEvent.UpdatePosted;
import dev.tocsin.notifier.message.IncidentReport;
import dev.tocsin.notifier.message.PublicCause;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.hibernate.query.SelectionQuery;

/// Each incident as its events have left it.
@ApplicationScoped
@Transactional
class IncidentRepository implements PanacheRepositoryBase<IncidentEntity, String> {

    /// So many changed subscriptions cost less when all are compared.
    static final int MANY = 1_000;

    private static final Duration UPDATES_APART = Duration.ofSeconds(10);

    private final OutageRepository outages;
    private final TouchedCellRepository cells;

    IncidentRepository(OutageRepository outages, TouchedCellRepository cells) {
        this.outages = outages;
        this.cells = cells;
    }

    /// Locks the incident until the transaction ends, so that one event of it is handled at a time.
    ///
    /// @return false when this event, or a later one, was handled before
    boolean take(IncidentEvent event, int partition) {
        var head = event.incident();
        getSession().flush();
        getSession().clear(); // an entity of an earlier event in this transaction would be out of date
        return getSession()
                        .createNativeMutationQuery("""
                        insert into incident
                            (id, kafka_partition, number, episode, title, state, severity, regions, changed_at, changed)
                        values (:id, :partition, :number, :episode, :title, :state, cast(:severity as severity),
                            :regions, :at, stands(:state))
                        on conflict (id) do update set
                            (kafka_partition, number, episode, title, state, severity, regions, changed_at, changed,
                             update_at) =
                            (excluded.kafka_partition, excluded.number, excluded.episode, excluded.title,
                             excluded.state, excluded.severity, excluded.regions, excluded.changed_at,
                             excluded.changed, case when excluded.changed then incident.update_at end)
                        where incident.number < excluded.number""")
                        .setParameter("id", head.id())
                        .setParameter("partition", partition)
                        .setParameter("number", head.number())
                        .setParameter("episode", head.episode())
                        .setParameter("title", head.title())
                        .setParameter("state", word(head.state()))
                        .setParameter("severity", word(head.severity()))
                        .setParameter("regions", head.regions().toArray(String[]::new))
                        .setParameter("at", event.time())
                        .executeUpdate()
                == 1;
    }

    /// To be called after [#take] of the same event.
    void apply(IncidentEvent event) {
        var incident = event.incident().id();
        switch (event) {
            case Opened opened -> findById(incident).began(opened.onset());
            case Reopened reopened -> {
                findById(incident).began(reopened.onset());
                outages.forget(incident);
            }
            case OutageStarted started -> {
                outages.keep(incident, started.outage(), started.region(), started.root());
                cells.keep(incident, started.outage(), started.cells());
            }
            case ImpactChanged changed -> {
                outages.keep(incident, changed.outage(), changed.region(), changed.root());
                cells.keep(incident, changed.outage(), changed.cells());
                cells.forget(incident, changed.outage(), changed.left());
            }
            case SuspectNamed named ->
                findById(incident)
                        .suspects(named.suspects().stream()
                                .findFirst()
                                .map(PublicCause::of)
                                .orElse(null));
            case SuspectConfirmed confirmed -> findById(incident).suspects(PublicCause.of(confirmed.suspect()));
            case UpdatePosted posted -> findById(incident).updated(cut(posted.text()));
            case OutageEnded ended -> outages.end(incident, ended.outage(), ended.endedAt());
            case Resolved resolved -> outages.endAll(incident, resolved.time());
            case Acknowledged _, ImpactCorrected _, Linked _, PostmortemPublished _ -> {}
        }
    }

    /// What notices say of the incident as it stands.
    IncidentReport report(String incident) {
        var worst = cells.worst(incident, IncidentReport.MOST_CELLS);
        return findById(incident).report(worst.cells(), worst.of(), outages.lastEnd(incident));
    }

    /// Those of these partitions that stand, and of which an event came since they were looked at.
    List<String> changed(Collection<Integer> partitions) {
        return of(partitions, getSession().createNativeQuery("""
                        select id from incident
                        where changed and stands(state) and kafka_partition = any (:partitions)""", String.class));
    }

    /// Those of these partitions with which subscriptions are to be compared.
    List<String> toOpen(Collection<Integer> partitions) {
        return of(partitions, getSession().createNativeQuery("""
                        select distinct i.id from catch_up c join incident i on i.id = c.incident
                        where i.kafka_partition = any (:partitions)""", String.class));
    }

    /// Those of these partitions of which a held update may go out.
    List<String> updatesDue(Collection<Integer> partitions, Instant now) {
        return of(partitions, getSession().createNativeQuery("""
                        select id from incident
                        where update_at <= :now and stands(state) and kafka_partition = any (:partitions)""", String.class).setParameter("now", now));
    }

    private static List<String> of(Collection<Integer> partitions, SelectionQuery<String> query) {
        return query.setParameter("partitions", partitions.toArray(Integer[]::new))
                .getResultList();
    }

    void markStanding(Collection<Integer> partitions) {
        getSession()
                .createNativeMutationQuery("""
                        update incident set changed = true
                        where stands(state) and kafka_partition = any (:partitions)""")
                .setParameter("partitions", partitions.toArray(Integer[]::new))
                .executeUpdate();
    }

    /// Has the subscriptions that changed compared with each incident that stands; where many changed at once, each of
    /// those incidents is compared with all.
    ///
    /// @return whether there may be more of them
    boolean distributeChangedSubscriptions() {
        var changed = getSession()
                .createNativeQuery("""
                        delete from changed_subscription where subscription = any (array(
                            select subscription from changed_subscription limit %d for update skip locked))
                        returning subscription""".formatted(MANY), String.class)
                .getResultList();
        if (changed.size() == MANY) {
            getSession()
                    .createNativeMutationQuery("update incident set changed = true where stands(state)")
                    .executeUpdate();
        } else if (!changed.isEmpty()) {
            getSession()
                    .createNativeMutationQuery("""
                        insert into catch_up (incident, subscription)
                        select i.id, changed.id from incident i, unnest(:subscriptions) as changed (id)
                        where stands(i.state)
                        on conflict do nothing""")
                    .setParameter("subscriptions", changed.toArray(String[]::new))
                    .executeUpdate();
        }
        return changed.size() == MANY;
    }

    /// The subscriptions to compare with an incident, which then are.
    List<String> takeChangedSubscriptions(String incident) {
        return getSession()
                .createNativeQuery(
                        "delete from catch_up where incident = :incident returning subscription", String.class)
                .setParameter("incident", incident)
                .getResultList();
    }

    /// To be called when all was decided that follows from the incident as it stands.
    ///
    /// @param budget the least time between two notices
    void lookedAt(String incident, Duration budget, Instant now) {
        getSession()
                .createNativeMutationQuery("update incident set changed = false where id = :incident")
                .setParameter("incident", incident)
                .executeUpdate();
        updateHeld(incident, budget, now);
    }

    /// Notes when the first of the updates may go out that their budgets hold. Many budgets that run out one shortly
    /// after another are not looked at one by one. The end of a silence has the incident looked at anyway.
    ///
    /// @param budget the least time between two notices
    void updateHeld(String incident, Duration budget, Instant now) {
        getSession()
                .createNativeMutationQuery(
                        """
                        with %s
                        update incident i set update_at = (
                            select greatest(min(t.last_at) + :budget * interval '1 s', :next)
                            from incident_told t join subscription s on s.id = t.subscription cross join hit
                            where t.incident = i.id and t.episode = i.episode and t.state = 'opened'
                                and s.state = 'confirmed' and s.updates and stands(i.state)
                                and (t.last_title, t.last_state, t.last_severity)
                                    is distinct from (i.title, i.state, i.severity)
                                and %s
                            having count(*) > 0)
                        where id = :incident""".formatted(IncidentNoticesRepository.TOUCHED_CELLS, IncidentNoticesRepository.HEARS_UPDATES))
                .setParameter("incident", incident)
                .setParameter("budget", budget.toSeconds())
                .setParameter("now", now)
                .setParameter("next", now.plus(UPDATES_APART))
                .executeUpdate();
    }

    /// Until the transaction ends.
    void lock(String incident) {
        findById(incident, LockModeType.PESSIMISTIC_WRITE);
    }

    private static String cut(String text) {
        return text.length() <= IncidentReport.LONGEST_UPDATE
                ? text
                : text.substring(0, IncidentReport.LONGEST_UPDATE - 1) + "…";
    }
}
