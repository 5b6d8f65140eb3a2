package dev.tocsin.notifier.delivery.store;

import static dev.tocsin.notifier.database.WordConverter.word;

import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.contract.incident.PublicIncidentSnapshot.PublicOutage;
import dev.tocsin.contract.incident.PublicIncidentSnapshot.PublicUpdate;
import dev.tocsin.notifier.database.OneColumn;
import dev.tocsin.notifier.delivery.IncidentNow;
import dev.tocsin.notifier.message.IncidentReport;
import dev.tocsin.notifier.message.PublicCause;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/// Each incident as customers may read it.
@ApplicationScoped
@Transactional
class PublicIncidentRepository implements PanacheRepositoryBase<PublicIncidentEntity, String> {

    /// From this number of changed subscriptions on, comparing all costs less.
    static final int MANY = 1_000;

    private static final Duration UPDATES_APART = Duration.ofSeconds(10);

    private final OutageRepository outages;
    private final TouchedCellRepository cells;

    PublicIncidentRepository(OutageRepository outages, TouchedCellRepository cells) {
        this.outages = outages;
        this.cells = cells;
    }

    /// An incident whose snapshot is not decided for all subscriptions yet, because it concerns many.
    ///
    /// @param number the number of that snapshot
    /// @param closes whether closings are decided too
    /// @param traceparent W3C trace context in which its notices go on, or null
    record Undecided(
            String incident,
            long number,
            boolean closes,
            @Nullable String traceparent) {}

    /// Locks the incident until the transaction ends, so that one snapshot of it is handled at a time.
    ///
    /// @return the number of the snapshot handled before, 0 if there was none; empty when it was this or a
    ///     later one
    OptionalLong take(PublicIncidentSnapshot snapshot, int partition) {
        var head = snapshot.incident();
        getSession().flush();
        getSession().clear(); // an entity of an earlier snapshot in this transaction would be out of date
        return OneColumn.query(getSession(), """
                        insert into incident
                            (id, kafka_partition, number, episode, title, state, severity, regions, changed_at, changed)
                        values (:id, :partition, :number, :episode, :title, :state, cast(:severity as severity),
                            :regions, :at, stands(:state))
                        on conflict (id) do update set
                            (kafka_partition, number, episode, title, state, severity, regions, changed_at, changed,
                             undecided, update_at) =
                            (excluded.kafka_partition, excluded.number, excluded.episode, excluded.title,
                             excluded.state, excluded.severity, excluded.regions, excluded.changed_at,
                             excluded.changed, false, case when excluded.changed then incident.update_at end)
                        where incident.number < excluded.number
                        returning coalesce(old.number, 0)""", Long.class)
                .setParameter("id", head.id())
                .setParameter("partition", partition)
                .setParameter("number", head.number())
                .setParameter("episode", head.episode())
                .setParameter("title", head.title())
                .setParameter("state", word(head.state()))
                .setParameter("severity", word(head.severity()))
                .setParameter("regions", head.regions().toArray(String[]::new))
                .setParameter("at", snapshot.time())
                .getResultList()
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /// Call this after [#take] of the same snapshot.
    void apply(PublicIncidentSnapshot snapshot) {
        var incident = snapshot.key();
        outages.set(incident, snapshot.outages());
        cells.set(incident, snapshot.outages(), snapshot.listsAll());
        var cause = snapshot.cause();
        findById(incident)
                .reads(
                        snapshot.outages().stream()
                                .map(PublicOutage::onset)
                                .min(Comparator.naturalOrder())
                                .orElse(null),
                        cause == null ? null : PublicCause.of(cause),
                        snapshot.updates().stream()
                                .findFirst()
                                .map(PublicUpdate::text)
                                .map(PublicIncidentRepository::cut)
                                .orElse(null));
    }

    /// The present state of the incident, for [dev.tocsin.notifier.delivery.NextIncidentNotice].
    ///
    /// @param awaitsResolution as in [IncidentNow]
    IncidentNow now(String incident, boolean awaitsResolution) {
        return findById(incident).now(awaitsResolution);
    }

    /// The content of notices about the incident in its present state.
    IncidentReport report(String incident) {
        var worst = cells.worst(incident, IncidentReport.MOST_CELLS);
        return findById(incident).report(worst.cells(), worst.of(), outages.lastEnd(incident));
    }

    /// The incidents of these partitions whose present state is not decided for all yet.
    List<String> changed(Collection<Integer> partitions) {
        return of(partitions, OneColumn.query(getSession(), """
                        select id from incident
                        where changed and kafka_partition = any (:partitions)""", String.class));
    }

    /// Marks an incident whose present state is not decided for all yet.
    void markChanged(String incident) {
        getSession()
                .createNativeMutationQuery("update incident set changed = true where id = :incident")
                .setParameter("incident", incident)
                .executeUpdate();
    }

    /// The last snapshot of this incident, if [#markUndecided] was called for it and it is newer than `since`. Locks
    /// the incident until the transaction ends.
    Optional<Undecided> undecided(String incident, Instant since) {
        return undecided("id = :incident", since, "for update")
                .setParameter("incident", incident)
                .uniqueResultOptional();
    }

    /// The same for all incidents of these partitions, without a lock.
    List<Undecided> undecided(Collection<Integer> partitions, Instant since) {
        return of(partitions, undecided("kafka_partition = any (:partitions)", since, ""));
    }

    /// The end of an incident's last outage closes nothing: the resolution follows, and is better to close with.
    private SelectionQuery<Undecided> undecided(String which, Instant since, String lock) {
        return getSession()
                .createNativeQuery("""
                        select id as incident, number,
                            not (stands(state) and exists (select from incident_outage where incident = id)
                                and not exists (
                                    select from incident_outage where incident = id and ended_at is null)) as closes,
                            undecided_trace as traceparent
                        from incident where undecided and changed_at > :since and %s %s""".formatted(which, lock), Undecided.class)
                .setParameter("since", since);
    }

    void markUndecided(Undecided undecided) {
        getSession()
                .createNativeMutationQuery("""
                        update incident set undecided = true, undecided_trace = :traceparent where id = :incident""")
                .setParameter("incident", undecided.incident())
                .setParameter("traceparent", undecided.traceparent())
                .executeUpdate();
    }

    /// Does nothing where a newer snapshot was handled meanwhile.
    void markDecided(Undecided undecided) {
        getSession()
                .createNativeMutationQuery(
                        "update incident set undecided = false where id = :incident and number = :number")
                .setParameter("incident", undecided.incident())
                .setParameter("number", undecided.number())
                .executeUpdate();
    }

    /// The incidents of these partitions with which subscriptions are to be compared.
    List<String> toOpen(Collection<Integer> partitions) {
        return of(partitions, OneColumn.query(getSession(), """
                        select distinct i.id from catch_up c join incident i on i.id = c.incident
                        where i.kafka_partition = any (:partitions)""", String.class));
    }

    /// The incidents of these partitions of which a held update may go out.
    List<String> updatesDue(Collection<Integer> partitions, Instant now) {
        return of(partitions, OneColumn.query(getSession(), """
                        select id from incident
                        where update_at <= :now and stands(state) and kafka_partition = any (:partitions)""", String.class).setParameter("now", now));
    }

    private static <T> List<T> of(Collection<Integer> partitions, SelectionQuery<T> query) {
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

    /// Marks the subscriptions that changed for comparison with each open incident; where many changed at
    /// once, each open incident is compared with all.
    ///
    /// @return whether there may be more changed subscriptions
    boolean distributeChangedSubscriptions() {
        var changed =
                OneColumn.query(getSession(), """
                        delete from changed_subscription where subscription = any (array(
                            select subscription from changed_subscription limit %d for update skip locked))
                        returning subscription""".formatted(MANY), String.class).getResultList();
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

    /// Removes and returns the subscriptions that have yet to be compared with an incident.
    List<String> takeChangedSubscriptions(String incident) {
        return OneColumn.query(
                        getSession(),
                        "delete from catch_up where incident = :incident returning subscription",
                        String.class)
                .setParameter("incident", incident)
                .getResultList();
    }

    /// Call this when the incident's present state is decided for all.
    ///
    /// @param budget the least time between two notices
    void lookedAt(String incident, Duration budget, Instant now) {
        getSession()
                .createNativeMutationQuery(
                        "update incident set changed = false, undecided = false where id = :incident")
                .setParameter("incident", incident)
                .executeUpdate();
        updateHeld(incident, budget, now);
    }

    /// Records the time when the first of the updates that budgets hold back may go out. Budgets that run out shortly
    /// after one another are not looked at one by one. At the end of a silence the incident is looked at anyway.
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

    /// Locks the incident until the transaction ends.
    void lock(String incident) {
        findById(incident, LockModeType.PESSIMISTIC_WRITE);
    }

    private static String cut(String text) {
        return text.length() <= IncidentReport.LONGEST_UPDATE
                ? text
                : text.substring(0, IncidentReport.LONGEST_UPDATE - 1) + "…";
    }
}
