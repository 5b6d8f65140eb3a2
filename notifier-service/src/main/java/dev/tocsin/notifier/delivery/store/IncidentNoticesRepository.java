package dev.tocsin.notifier.delivery.store;

import static dev.tocsin.notifier.database.WordConverter.constant;
import static dev.tocsin.notifier.database.WordConverter.word;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.notifier.database.OneColumn;
import dev.tocsin.notifier.delivery.LastIncidentNotice;
import dev.tocsin.notifier.delivery.LostNotice;
import dev.tocsin.notifier.delivery.store.IncidentNoticesEntity.IncidentNoticesKey;
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

/// Records which notices of incidents subscribers got, and applies what [NextIncidentNotice] decides: a statement for
/// all subscribers with the same last notice.
///
/// While an incident is new, the planner's statistics do not have its number of rows, and a join of two tables that
/// the planner takes for small compares each row of one with each row of the other. So rows are changed by their
/// place (`ctid`), which cannot move while the incident is locked, and `offset 0` has each row looked up by an index.
@ApplicationScoped
@Transactional
class IncidentNoticesRepository implements PanacheRepositoryBase<IncidentNoticesEntity, IncidentNoticesKey> {

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
                where i.id = :incident and hit.regions is not null
                    and {whom}
                    and case when %s then not exists (
                        select from incident_told t
                        where t.incident = :incident and t.episode = i.episode and t.subscription = s.id
                        offset 0) end) each
            where place <= :most
            on conflict do nothing
            returning subscription""".formatted(AUDIBLE_CELLS.formatted("bad"), CONCERNED + " and " + SilenceConditions.SUBSCRIBER_HEARS);

    /// The last notices to subscribers for whom the incident is open.
    private static final String GROUPS = """
            select distinct t.episode as episode, coalesce(t.opened_number, 0) > i.number as ahead,
                cast(t.highest as text) as highest, t.last_title as title, t.last_state as state,
                cast(t.last_severity as text) as severity,
                coalesce(t.last_at < i.posted_at, false) as before_post, t.last_at > :latest as recent
            from incident i
            join incident_told t on t.incident = :incident and t.state = 'opened' and {whom}
            where i.id = :incident""";

    /// Whether `t` is of one of the [#GROUPS].
    private static final String OF_GROUP = """
            t.state = 'opened' and t.episode = :episode and (coalesce(t.opened_number, 0) > i.number) = :ahead
            and t.highest = cast(:highest as severity) and t.last_title = :title and t.last_state = :state
            and t.last_severity = cast(:severity as severity)
            and coalesce(t.last_at < i.posted_at, false) = :beforePost and (t.last_at > :latest) = :recent""";

    private static final String CLOSE = """
            with %s
            update incident_told o set state = 'closed'
            where o.ctid = any (array(
                select ctid from (
                    select t.ctid, {place} as place
                    from incident i
                    join incident_told t on t.incident = :incident and %s and {whom}
                    join subscription s on s.id = t.subscription
                    cross join hit
                    where i.id = :incident and (:affected or (%s) is not true)) each
                where place <= :most))
            returning (select s.id from subscription s where s.id = o.subscription and s.state = 'confirmed')""".formatted(CELLS.formatted("true"), OF_GROUP, CONCERNED);

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
                    join incident_told t on t.incident = :incident and %s and {whom}
                    join subscription s on s.id = t.subscription and s.state = 'confirmed' and s.updates
                    cross join hit
                    where i.id = :incident and %s) each
                where place <= :most))
            returning o.subscription""".formatted(TOUCHED_CELLS, OF_GROUP, HEARS_UPDATES);

    /// The number of subscriptions that one transaction looks at.
    static final int SLICE = 5_000;

    /// The subscriptions of a portion for which something was decided.
    ///
    /// @param subscriptions the subscriptions to notify
    /// @param many the number for which it was decided: more than are notified, where some left
    record Decided(List<String> subscriptions, int many) {

        Decided {
            subscriptions = List.copyOf(subscriptions);
        }

        private static Decided of(List<String> decided) {
            return new Decided(decided.stream().filter(Objects::nonNull).toList(), decided.size());
        }
    }

    private record Bound(@Nullable String last) {}

    private record GroupRow(
            int episode,
            boolean ahead,
            String highest,
            String title,
            String state,
            String severity,
            boolean beforePost,
            boolean recent) {

        private LastIncidentNotice notice() {
            return new LastIncidentNotice(
                    episode,
                    ahead,
                    constant(Severity.class, highest),
                    title,
                    constant(IncidentState.class, state),
                    constant(Severity.class, severity),
                    beforePost,
                    recent);
        }
    }

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

    /// The last notices to subscribers for whom the incident is open.
    ///
    /// @param budget the least time between two notices
    List<LastIncidentNotice> groups(String incident, Duration budget, Portion portion, Instant now) {
        return portion.about(getSession().createNativeQuery(portion.in(GROUPS, "t.subscription"), GroupRow.class))
                .setParameter("incident", incident)
                .setParameter("latest", now.minus(budget))
                .getResultStream()
                .map(GroupRow::notice)
                .toList();
    }

    /// Opens the incident for the subscribers whom a bad public cell affects, at their severity or above, and for
    /// whom no silence covers that cell.
    Decided open(String incident, Portion portion, Instant now) {
        return decided(portion, decision(OPEN, portion, "s.id", incident).setParameter("now", now));
    }

    /// Updates the subscribers with this last notice who want updates. A silenced subscriber gets the update when the
    /// silence ends.
    ///
    /// @param budget the least time between two notices
    Decided update(String incident, LastIncidentNotice last, Duration budget, Portion portion, Instant now) {
        return decided(
                portion,
                ofGroup(decision(UPDATE, portion, "t.subscription", incident), last, budget, now)
                        .setParameter("now", now));
    }

    /// Records that a person posted an update, which all subscribers who were notified of the incident are to get.
    void notePost(String incident, Instant now) {
        getSession()
                .createNativeMutationQuery("update incident set posted_at = :now where id = :incident")
                .setParameter("incident", incident)
                .setParameter("now", now)
                .executeUpdate();
    }

    /// Closes the incident for the subscribers with this last notice. For those who left, it is closed without a
    /// notice.
    ///
    /// @param affected whether also for those whom an outage that has not ended affects
    /// @param budget the least time between two notices
    Decided close(
            String incident, LastIncidentNotice last, boolean affected, Duration budget, Portion portion, Instant now) {
        return decided(
                portion,
                ofGroup(decision(CLOSE, portion, "t.subscription", incident), last, budget, now)
                        .setParameter("affected", affected));
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
                        from lost where stage is null and about not like 'operators/%%' group by about
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
                        from lost where stage is null and about not like 'operators/%%' group by about, episode, subscription
                        on conflict (incident, episode, subscription) do update set state = excluded.state
                        where excluded.state = 'closed'""".formatted(LostRow.TABLE))
                .setParameter("lost", json)
                .executeUpdate();
    }

    private SelectionQuery<String> decision(String decision, Portion portion, String id, String incident) {
        return OneColumn.query(getSession(), portion.in(decision, id), String.class)
                .setParameter("incident", incident);
    }

    private static SelectionQuery<String> ofGroup(
            SelectionQuery<String> decision, LastIncidentNotice last, Duration budget, Instant now) {
        return decision.setParameter("episode", last.episode())
                .setParameter("ahead", last.isAhead())
                .setParameter("highest", word(last.highest()))
                .setParameter("title", last.title())
                .setParameter("state", word(last.state()))
                .setParameter("severity", word(last.severity()))
                .setParameter("beforePost", last.isBeforePost())
                .setParameter("recent", last.isRecent())
                .setParameter("latest", now.minus(budget));
    }

    private static Decided decided(Portion portion, SelectionQuery<String> decision) {
        return Decided.of(portion.with(decision).getResultList());
    }
}
