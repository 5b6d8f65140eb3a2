package dev.tocsin.notifier.delivery.store;

import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.OutageEnded;
import dev.tocsin.contract.incident.IncidentEvent.UpdatePosted;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Who is told when: one opening and one closing for each episode and subscription, by unique rows, and updates
/// within a budget.
///
/// The decisions are set-wise, so that an incident that concerns everybody costs as many statements as one that
/// concerns nobody. Each runs in the transaction that notes its event as handled.
@ApplicationScoped
public class FanOut {

    /// An event older than this opens nothing by itself; [#catchUp] does, if the incident still stands.
    static final Duration NEWS = Duration.ofHours(1);

    /// Between two notices of an incident to one subscriber, unless it gets worse or a person writes.
    static final Duration BUDGET = Duration.ofMinutes(30);

    private final Jdbi jdbi;

    FanOut(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Takes one event in and decides whom it concerns; does nothing for one that was handled before.
    ///
    /// @param partition of `tocsin.incident-events`, from which it came
    public void handle(IncidentEvent event, int partition, Instant now) {
        jdbi.useTransaction(handle -> {
            var incidents = new IncidentRows(handle);
            if (incidents.take(event, partition)) {
                incidents.apply(event);
                var incident = event.incident().id();
                var notices = isLastEnd(event, incidents) ? 0 : close(handle, incident);
                if (event.time().isAfter(now.minus(NEWS))) {
                    notices += open(handle, incident, now);
                }
                notices += update(handle, incident, event instanceof UpdatePosted, now);
                if (notices > 0) {
                    incidents.report(incident);
                }
            }
        });
    }

    /// Opens what stands for those who were not told yet: who confirmed meanwhile, or whom only old events concerned.
    /// Closes what is over, and lets out the updates whose budget is there again. To be called when the log of
    /// these partitions is read to its end, so that what ended long ago is known to have ended.
    public void catchUp(Collection<Integer> partitions, Instant now) {
        standing(partitions)
                .forEach(incident -> jdbi.useTransaction(handle -> {
                    lock(handle, incident);
                    var closed = close(handle, incident);
                    var opened = open(handle, incident, now);
                    var updated = update(handle, incident, false, now);
                    if (closed + opened + updated > 0) {
                        new IncidentRows(handle).report(incident);
                    }
                }));
    }

    /// The end of an incident's last outage: its resolution is the next event, and the better one to close with.
    private static boolean isLastEnd(IncidentEvent event, IncidentRows incidents) {
        return event instanceof OutageEnded
                && !incidents.hasOutage(event.incident().id());
    }

    private List<String> standing(Collection<Integer> partitions) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id from incident where stands(state) and kafka_partition = any (:partitions)")
                .bindArray("partitions", Integer.class, partitions)
                .mapTo(String.class)
                .list());
    }

    private static void lock(Handle handle, String incident) {
        handle.createQuery("select id from incident where id = :incident for update")
                .bind("incident", incident)
                .mapTo(String.class)
                .one();
    }

    /// Opens for those whom a bad public cell touches, at their severity or above.
    private static int open(Handle handle, String incident, Instant now) {
        var opened = handle.createQuery("""
                        insert into incident_told
                            (incident, episode, subscription, state,
                             highest, last_title, last_state, last_severity, last_at)
                        select i.id, i.episode, s.id, 'opened', i.severity, i.title, i.state, i.severity, :now
                        from incident i
                        join subscription s on s.state = 'confirmed' and i.severity >= s.least_severity
                        where i.id = :incident and stands(i.state) and i.severity > 'internal' and exists (
                            select from touched t
                            where t.incident = i.id and t.bad and concerns(s, t.region, t.component))
                        on conflict do nothing
                        returning subscription""")
                .bind("incident", incident)
                .bind("now", now)
                .mapTo(String.class)
                .list();
        return queue(handle, incident, "opening", opened);
    }

    /// Tells those who were opened what is new: at once when it is worse than ever told or a person wrote, else when
    /// their budget allows it.
    private static int update(Handle handle, String incident, boolean posted, Instant now) {
        var updated = handle.createQuery("""
                        update incident_told t
                        set highest = greatest(t.highest, i.severity),
                            last_title = i.title, last_state = i.state, last_severity = i.severity, last_at = :now
                        from incident i, subscription s
                        where i.id = :incident and t.incident = i.id and t.episode = i.episode and t.state = 'opened'
                            and s.id = t.subscription and s.state = 'confirmed' and stands(i.state)
                            and (:posted and t.last_at < :now
                                 or i.severity > t.highest
                                 or t.last_at <= :budget
                                    and (t.last_title, t.last_state, t.last_severity)
                                        is distinct from (i.title, i.state, i.severity))
                        returning t.subscription""")
                .bind("incident", incident)
                .bind("posted", posted)
                .bind("now", now)
                .bind("budget", now.minus(BUDGET))
                .mapTo(String.class)
                .list();
        return queue(handle, incident, "update", updated);
    }

    /// Closes for those whom no outage touches any more that has not ended. A cell that is up again while its
    /// outage's end hold runs still counts: it may be bad again the next second.
    private static int close(Handle handle, String incident) {
        var closed = handle.createQuery("""
                        update incident_told t set state = 'closed'
                        from incident i, subscription s
                        where i.id = :incident and t.incident = i.id and t.state = 'opened' and s.id = t.subscription
                            and (t.episode < i.episode or not stands(i.state) or not exists (
                                select from touched c where c.incident = i.id and concerns(s, c.region, c.component)))
                        returning case s.state when 'confirmed' then t.subscription end""").bind("incident", incident).mapTo(String.class).stream()
                .filter(Objects::nonNull)
                .toList();
        var missed = cover(handle, incident, closed);
        return queue(handle, incident, "catch-up", only(closed, missed::contains))
                + queue(handle, incident, "closing", only(closed, subscription -> !missed.contains(subscription)));
    }

    /// Where the opening was not delivered, and is not being sent this moment, one catch-up stands for all.
    private static Set<String> cover(Handle handle, String incident, List<String> closed) {
        var missed = handle.createQuery("""
                        select d.subscription from delivery d join incident i on i.id = d.incident
                        where d.incident = :incident and d.episode = i.episode and d.kind = 'opening'
                            and d.subscription = any (:closed)
                            and (d.state = 'given-up'
                                 or d.state = 'due' and coalesce(d.leased_until, '-infinity') < now())
                        for update of d""")
                .bind("incident", incident)
                .bindArray("closed", String.class, closed)
                .mapTo(String.class)
                .set();
        handle.createUpdate("""
                        with covered as (
                            update delivery d
                            set state = 'covered', ended_at = now(),
                                covered_by = delivery_id(i.id, i.episode, i.number, 'catch-up', d.subscription)
                            from incident i
                            where i.id = :incident and d.incident = i.id and d.episode = i.episode and d.state = 'due'
                                and d.subscription = any (:missed)
                            returning d.id, d.attempt, d.covered_by)
                        insert into delivery_step (delivery, step, attempt, at, covered_by)
                        select id, 'sent', attempt, now(), covered_by from covered""")
                .bind("incident", incident)
                .bindArray("missed", String.class, missed)
                .execute();
        return missed;
    }

    /// @return how many
    private static int queue(Handle handle, String incident, String kind, List<String> subscriptions) {
        handle.createUpdate("""
                        with queued as (
                            insert into delivery
                                (id, subscription, channel, kind, incident, episode, number, state, due_at, queued_at)
                            select delivery_id(i.id, i.episode, i.number, :kind, s.id),
                                s.id, s.channel, :kind, i.id, i.episode, i.number, 'due', now(), now()
                            from incident i, subscription s
                            where i.id = :incident and s.id = any (:subscriptions)
                            returning id)
                        insert into delivery_step (delivery, step, attempt, at)
                        select id, 'queued', 0, now() from queued""")
                .bind("incident", incident)
                .bind("kind", kind)
                .bindArray("subscriptions", String.class, subscriptions)
                .execute();
        return subscriptions.size();
    }

    private static List<String> only(List<String> subscriptions, Predicate<String> which) {
        return subscriptions.stream().filter(which).toList();
    }
}
