package dev.tocsin.notifier.delivery.store;

import dev.tocsin.notifier.database.OneColumn;
import dev.tocsin.notifier.delivery.LostNotice;
import dev.tocsin.notifier.silence.store.SilenceConditions;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/// Records which notices of incidents subscribers got. Each decision is one statement for many subscribers.
///
/// While an incident is new, the planner's statistics do not have its number of rows, and a join of two tables that
/// the planner takes for small compares each row of one with each row of the other. So rows are changed by their
/// place (`ctid`), which cannot move while the incident is locked, and `offset 0` has each row looked up by an index.
@ApplicationScoped
@Transactional
class IncidentNoticesRepository implements PanacheRepositoryBase<IncidentNoticesEntity, IncidentNoticesEntity.Key> {

    /// The public cells of the incident as `cells`, and in `hit` their regions and components, which are null when
    /// there are none. Thousands of cells are read once, not for each of thousands of subscribers.
    private static final String CELLS = """
            cells as materialized (
                select distinct region, component from touched where incident = :incident and %s),
            hit as materialized (
                select array_agg(distinct region) as regions, array_agg(distinct component) as components from cells)""";

    /// Whether subscription `s` is about one of the `cells`; not true when there are none.
    private static final String CONCERNED = """
            (s.regions = '{}' or s.regions && hit.regions)
            and (s.components = '{}' or s.components && hit.components)
            and (s.regions = '{}' or s.components = '{}' or exists (
                select from unnest(s.regions) as r (region), unnest(s.components) as c (component)
                where (r.region, c.component) in (select region, component from cells)))
            and hit.regions is not null""";

    /// The same without the cells that are silenced.
    private static final String AUDIBLE_CELLS =
            SilenceConditions.ofIncident() + ", " + CELLS.formatted("%s and " + SilenceConditions.CELL_IS_AUDIBLE);

    /// The beginning of a `with` for [#HEARS_UPDATES].
    static final String TOUCHED_CELLS = AUDIBLE_CELLS.formatted("true");

    /// Whether no silence keeps subscription `s` from updates: there is no silence, or it does not cover all that the
    /// incident still touches.
    static final String HEARS_UPDATES =
            "(not %s or %s and %s)".formatted(SilenceConditions.IS_ANY, CONCERNED, SilenceConditions.SUBSCRIBER_HEARS);

    private static final String OPEN =
            """
            with %s
            insert into incident_told
                (incident, episode, subscription, state, opened_number,
                 highest, last_title, last_state, last_severity, last_at)
            select incident, episode, subscription, 'opened', number, severity, title, state, severity, :now from (
                select i.id as incident, i.episode, s.id as subscription, i.number, i.severity, i.title, i.state,
                    {place} as place
                from incident i
                cross join hit
                join subscription s on s.state = 'confirmed' and i.severity >= s.least_severity
                where i.id = :incident and stands(i.state) and i.severity > 'internal' and hit.regions is not null
                    and {whom}
                    and case when %s then not exists (
                        select from incident_told t
                        where t.incident = :incident and t.episode = i.episode and t.subscription = s.id
                        offset 0) end) each
            where place <= :most
            on conflict do nothing
            returning subscription""".formatted(AUDIBLE_CELLS.formatted("bad"), CONCERNED + " and " + SilenceConditions.SUBSCRIBER_HEARS);

    private static final String CLOSE = """
            with %s
            update incident_told o set state = 'closed'
            where o.ctid = any (array(
                select ctid from (
                    select t.ctid, {place} as place
                    from incident i
                    join incident_told t on t.incident = :incident and t.state = 'opened' and {whom}
                    join subscription s on s.id = t.subscription
                    cross join hit
                    where i.id = :incident and (t.episode < i.episode or i.number >= coalesce(t.opened_number, 0))
                        and (t.episode < i.episode or not stands(i.state) or (%s) is not true)) each
                where place <= :most))
            returning (select s.id from subscription s where s.id = o.subscription and s.state = 'confirmed')""".formatted(CELLS.formatted("true"), CONCERNED);

    private static final String UPDATE = """
            with %s
            update incident_told o
            set highest = greatest(o.highest, i.severity),
                last_title = i.title, last_state = i.state, last_severity = i.severity,
                last_at = greatest(:now, i.posted_at)
            from incident i
            where i.id = :incident and o.ctid = any (array(
                select ctid from (
                    select t.ctid, {place} as place
                    from incident i
                    join incident_told t on t.incident = :incident and t.episode = i.episode and t.state = 'opened'
                        and {whom}
                    join subscription s on s.id = t.subscription and s.state = 'confirmed' and s.updates
                    cross join hit
                    where i.id = :incident and stands(i.state)
                        and (t.last_at < i.posted_at
                             or i.severity > t.highest
                             or t.last_at <= :latest
                                and (t.last_title, t.last_state, t.last_severity)
                                    is distinct from (i.title, i.state, i.severity))
                        and %s) each
                where place <= :most))
            returning o.subscription""".formatted(TOUCHED_CELLS, HEARS_UPDATES);

    /// The number of subscriptions that one transaction looks at.
    static final int SLICE = 5_000;

    /// The subscriptions of a portion for which something was decided.
    ///
    /// @param subscriptions the subscriptions to notify
    /// @param many the number for which it was decided: more than are notified, where some left
    record Decided(List<String> subscriptions, int many) {

        static final Decided NONE = new Decided(List.of(), 0);

        Decided {
            subscriptions = List.copyOf(subscriptions);
        }

        private static Decided of(List<String> decided) {
            return new Decided(decided.stream().filter(Objects::nonNull).toList(), decided.size());
        }
    }

    private record Bound(@Nullable String last) {}

    /// The id with which a slice of the subscriptions ends.
    ///
    /// @param after the id after which the slice begins
    /// @return empty when no subscription comes after it
    Optional<String> endOfSlice(String after) {
        return Optional.ofNullable(getSession()
                .createNativeQuery("""
                        select max(id) as last from (
                            select id from subscription where id > :after order by id limit :slice) slice""", Bound.class)
                .setParameter("after", after)
                .setParameter("slice", SLICE)
                .getSingleResult()
                .last());
    }

    /// Opens the incident for the subscribers whom a bad public cell touches, at their severity or above, and for whom
    /// no silence covers that cell.
    Decided open(String incident, Portion portion, Instant now) {
        return decided(portion, decision(OPEN, portion, "s.id", incident).setParameter("now", now));
    }

    /// Updates the subscribers who got an opening and want updates: at once when the incident is worse than
    /// any notice said or a person posted an update, else when their budget allows it. A silenced subscriber
    /// gets the update when the silence ends.
    ///
    /// @param budget the least time between two notices
    Decided update(String incident, Duration budget, Portion portion, Instant now) {
        return decided(
                portion,
                decision(UPDATE, portion, "t.subscription", incident)
                        .setParameter("now", now)
                        .setParameter("latest", now.minus(budget)));
    }

    /// Records that a person posted an update, which all subscribers who were notified of the incident are to get.
    void notePost(String incident, Instant now) {
        getSession()
                .createNativeMutationQuery("update incident set posted_at = :now where id = :incident")
                .setParameter("incident", incident)
                .setParameter("now", now)
                .executeUpdate();
    }

    /// Closes the incident for the subscribers whom no ongoing outage touches any more. A cell that is up
    /// again while its outage's end hold runs still counts: it may be bad again the next second. While a
    /// restored database reads again the events that led to an opening, nothing is closed.
    ///
    /// For subscribers who left, it is closed without a notice.
    Decided close(String incident, Portion portion) {
        return decided(portion, decision(CLOSE, portion, "t.subscription", incident));
    }

    /// Records who was notified before the database was restored from a backup. The severity in those notices is not
    /// known, so nothing counts as graver.
    void recover(List<LostNotice> lost) {
        var json = LostRow.json(lost);
        getSession()
                .createNativeMutationQuery("""
                        with lost as (%s)
                        insert into incident
                            (id, kafka_partition, number, episode, title, state, severity, regions, changed_at)
                        select about, -1, 0, min(episode), '', 'resolved', cast('internal' as severity),
                            cast('{}' as text[]), min(at)
                        from lost where stage is null group by about
                        on conflict do nothing""".formatted(LostRow.TABLE))
                .setParameter("lost", json)
                .executeUpdate();
        getSession()
                .createNativeMutationQuery("""
                        with lost as (%s)
                        insert into incident_told
                            (incident, episode, subscription, state, opened_number,
                             highest, last_title, last_state, last_severity, last_at)
                        select about, episode, subscription,
                            case when bool_or(kind in ('closing', 'catch-up')) then 'closed' else 'opened' end,
                            min(number), cast('critical' as severity), '', 'investigating', cast('critical' as severity),
                            max(at)
                        from lost where stage is null group by about, episode, subscription
                        on conflict (incident, episode, subscription) do update set state = excluded.state
                        where excluded.state = 'closed'""".formatted(LostRow.TABLE))
                .setParameter("lost", json)
                .executeUpdate();
    }

    private SelectionQuery<String> decision(String decision, Portion portion, String id, String incident) {
        return OneColumn.query(getSession(), portion.in(decision, id), String.class)
                .setParameter("incident", incident);
    }

    private static Decided decided(Portion portion, SelectionQuery<String> decision) {
        return Decided.of(portion.with(decision).getResultList());
    }
}
