package dev.tocsin.notifier.delivery.store;

import static dev.tocsin.notifier.delivery.store.DueRows.IS_DUE;
import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.database.OneColumn;
import dev.tocsin.notifier.delivery.Contact;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/// Records which receivers are slow, failing or paused. A statement touches only those that are named or to be probed.
///
/// ```
///             every attempt failed for five days
///  active ──────────────────────────────────────▶ paused ◀─────────────┐
///    ▲                                               │ each hour        │ it fails
///    │                                               ▼                  │
///    └──────────────── it is taken ──────── one notice is tried ────────┘
///       and of each incident that was missed,
///       one catch-up is sent
/// ```
///
/// Deliveries to a paused receiver are held: they are due at [#HELD], so that no claim looks at them.
@ApplicationScoped
@Transactional
public class Receivers {

    /// The due time of held deliveries.
    static final Instant HELD = Instant.parse("9999-12-31T00:00:00Z");

    private static final Duration PATIENCE = Duration.ofDays(5);
    private static final Duration BETWEEN_PROBES = Duration.ofHours(1);
    private static final int MOST_PROBED = 100;

    private final Session session;

    Receivers(Session session) {
        this.session = session;
    }

    /// A receiver that is slow or failing.
    ///
    /// @param unreachedSince the time since which every attempt has failed; null when one succeeded, late
    /// @param pausedAt the time since which its deliveries are held; null when they are not
    /// @param probeAt the time when one notice is tried next; null unless it is paused
    /// @param waiting the number of notices that are due to it, held ones among them
    public record FailingReceiver(
            String subscription,
            Channel channel,
            Instant failingSince,
            @Nullable Instant unreachedSince,
            @Nullable Instant pausedAt,
            @Nullable Instant probeAt,
            long waiting) {}

    /// The subscriptions whose state changed.
    public record Changes(Set<String> paused, Set<String> resumed) {

        public Changes {
            paused = Set.copyOf(paused);
            resumed = Set.copyOf(resumed);
        }
    }

    /// @param since the time since which every attempt had failed, as the database writes it
    private record Resumed(String subscription, String since) {

        private static final char BETWEEN = ' ';

        static Resumed of(String text) {
            var between = text.indexOf(BETWEEN);
            return new Resumed(text.substring(0, between), text.substring(between + 1));
        }
    }

    /// Records how receivers behaved, by subscription. When a receiver becomes slow or failing, or stops being so, its
    /// due deliveries change their lane, except those that are being claimed, ended or covered now. Where nothing
    /// changed, nothing is written.
    public Changes note(Map<String, Contact> contacts) {
        var answered = those(contacts, Contact.ANSWERED);
        var slow = those(contacts, Contact.SLOW);
        var failed = those(contacts, Contact.FAILED);
        var resumed = new ArrayList<Resumed>();
        if (answered.length > 0) {
            resumed.addAll(noteAnswered(answered));
        }
        if (slow.length > 0) {
            resumed.addAll(noteSlow(slow));
        }
        var paused = failed.length == 0 ? List.<String>of() : noteFailed(failed);
        catchUp(resumed);
        return new Changes(Set.copyOf(paused), ids(resumed));
    }

    private static Set<String> ids(List<Resumed> resumed) {
        return resumed.stream().map(Resumed::subscription).collect(toUnmodifiableSet());
    }

    private static String[] those(Map<String, Contact> contacts, Contact which) {
        return contacts.entrySet().stream()
                .filter(each -> each.getValue() == which)
                .map(Map.Entry::getKey)
                .toArray(String[]::new);
    }

    /// A receiver that is unreached is failing as well.
    private List<Resumed> noteAnswered(String[] subscriptions) {
        return resumed("""
                        with changed as (
                            update subscription
                            set failing_since = null, unreached_since = null, paused_at = null, probe_at = null
                            where id = any (:subscriptions) and failing_since is not null
                            returning id, old.paused_at, old.unreached_since),
                        moved as (
                            update delivery d set slow = false from changed c cross join %s
                            where d.position = due.position and %s and d.slow)
                        select concat_ws(' ', id, unreached_since) from changed
                        where paused_at is not null and unreached_since is not null""".formatted(DueRows.freeTo("c.id", "true"), IS_DUE), subscriptions);
    }

    private List<Resumed> noteSlow(String[] subscriptions) {
        noteFailing(subscriptions);
        return resumed("""
                        with changed as (
                            update subscription set unreached_since = null, paused_at = null, probe_at = null
                            where id = any (:subscriptions) and unreached_since is not null
                            returning id, old.paused_at, old.unreached_since)
                        select concat_ws(' ', id, unreached_since) from changed where paused_at is not null""", subscriptions);
    }

    private List<Resumed> resumed(String statement, String... subscriptions) {
        return OneColumn.query(session, statement, String.class)
                .setParameter("subscriptions", subscriptions)
                .getResultStream()
                .map(Resumed::of)
                .toList();
    }

    private void noteFailing(String[] subscriptions) {
        session.createNativeMutationQuery("""
                        with changed as (
                            update subscription set failing_since = now()
                            where id = any (:subscriptions) and failing_since is null
                            returning id)
                        update delivery d set slow = true from changed c cross join %s
                        where d.position = due.position and %s and not d.slow""".formatted(DueRows.freeTo("c.id", "true"), IS_DUE))
                .setParameter("subscriptions", subscriptions)
                .executeUpdate();
    }

    /// Operators' channels are never paused.
    ///
    /// @return the subscriptions that are paused from now on
    private List<String> noteFailed(String[] subscriptions) {
        noteFailing(subscriptions);
        return OneColumn.query(
                        session,
                        """
                        with failed as (
                            update subscription
                            set unreached_since = coalesce(unreached_since, now()),
                                paused_at = case when unreached_since <= now() - :patience * interval '1 ms'
                                    then coalesce(paused_at, now()) end,
                                probe_at = case when unreached_since <= now() - :patience * interval '1 ms'
                                    then now() + :probes * interval '1 ms' end
                            where id = any (:subscriptions)
                                and (unreached_since is null and state in ('confirmed', 'operator')
                                     or unreached_since <= now() - :patience * interval '1 ms' and state = 'confirmed')
                            returning id, old.paused_at as paused_before, new.paused_at),
                        held as (
                            update delivery d set due_at = cast(:held as timestamptz) from failed f cross join %s
                            where f.paused_at is not null and d.position = due.position and %s
                                and coalesce(d.leased_until, '-infinity') < now())
                        select id from failed where paused_at is not null and paused_before is null""".formatted(DueRows.freeTo("f.id", "e.due_at < cast(:held as timestamptz)"), IS_DUE),
                        String.class)
                .setParameter("subscriptions", subscriptions)
                .setParameter("patience", PATIENCE.toMillis())
                .setParameter("probes", BETWEEN_PROBES.toMillis())
                .setParameter("held", HELD.toString())
                .getResultList();
    }

    /// Releases one notice to each paused receiver whose time has come.
    ///
    /// @return the number of receivers
    public int probe() {
        var probed = OneColumn.query(session, """
                        update subscription s
                        set probe_at = case s.state when 'confirmed' then now() + :probes * interval '1 ms' end
                        from (select id from subscription where probe_at <= now()
                              order by probe_at limit :most for update skip locked) next
                        where s.id = next.id returning s.id""", String.class)
                .setParameter("probes", BETWEEN_PROBES.toMillis())
                .setParameter("most", MOST_PROBED)
                .getResultList();
        if (!probed.isEmpty()) {
            release(probed, true);
        }
        return probed.size();
    }

    /// The receivers that are slow or failing, by the subscription's id.
    ///
    /// @param after the id of the last one seen, or null
    public List<FailingReceiver> failing(@Nullable String after, int most) {
        var found = session.createQuery("""
                        from ReceiverEntity where failingSince is not null and id > :after order by id""", ReceiverEntity.class)
                .setParameter("after", requireNonNullElse(after, ""))
                .setMaxResults(most)
                .getResultList();
        var waiting = waiting(found.stream().map(ReceiverEntity::id).toArray(String[]::new));
        return found.stream()
                .map(receiver -> receiver.failing(waiting.getOrDefault(receiver.id(), 0L)))
                .toList();
    }

    private Map<String, Long> waiting(String... subscriptions) {
        return OneColumn.query(session, """
                        select concat_ws(' ', subscription, count(*)) from delivery
                        where subscription = any (:subscriptions) and state = 'due' group by subscription""", String.class)
                .setParameter("subscriptions", subscriptions)
                .getResultStream()
                .map(line -> line.split(" "))
                .collect(toMap(line -> line[0], line -> Long.valueOf(line[1])));
    }

    /// Ends a pause because somebody says that the receiver is back.
    ///
    /// @return false when it is not paused
    public boolean resume(String subscription) {
        var resumed = resumed("""
                        with changed as (
                            update subscription set unreached_since = null, paused_at = null, probe_at = null
                            where id = any (:subscriptions) and paused_at is not null
                            returning id, coalesce(old.unreached_since, old.paused_at) as since)
                        select concat_ws(' ', id, since) from changed""", subscription);
        catchUp(resumed);
        return !resumed.isEmpty();
    }

    /// A receiver gets the last notice of each thing that it missed notices about, which covers those before it.
    private void catchUp(List<Resumed> resumed) {
        if (resumed.isEmpty()) {
            return;
        }
        withEach(resumed, """
                        with lost as (
                            select distinct on (d.subscription, d.incident) d.position
                            from unnest(:subscriptions, :sinces) as back(id, since)
                            join delivery d on d.subscription = back.id and d.state = 'given-up'
                                and d.ended_at >= cast(back.since as timestamptz)
                            where not exists (
                                select from delivery later
                                where later.subscription = d.subscription and later.incident = d.incident
                                    and later.position > d.position and later.state <> 'given-up')
                            order by d.subscription, d.incident, d.position desc),
                        replayed as (
                            update delivery d
                            set state = 'due', due_at = cast(:held as timestamptz), reason = null, ended_at = null
                            from lost l where d.position = l.position
                            returning d.id, d.attempt)
                        insert into delivery_step (delivery, step, attempt, at, next_at, reason)
                        select id, 'retrying', attempt, now(), now(), 'its receiver is back' from replayed""");
        withEach(resumed, """
                        update delivery d set covered_by = last.id
                        from unnest(:subscriptions, :sinces) as back(id, since)
                        cross join lateral (
                            select distinct on (e.incident) e.id, e.incident, e.due_at from delivery e
                            where e.state = 'due' and e.subscription = back.id
                            order by e.incident, e.position desc) last
                        where last.due_at >= cast(:held as timestamptz)
                            and d.subscription = back.id and d.incident = last.incident and d.state = 'given-up'
                            and d.ended_at >= cast(back.since as timestamptz)""");
        release(resumed.stream().map(Resumed::subscription).toList(), false);
    }

    private void withEach(List<Resumed> resumed, String statement) {
        session.createNativeMutationQuery(statement)
                .setParameter(
                        "subscriptions",
                        resumed.stream().map(Resumed::subscription).toArray(String[]::new))
                .setParameter("sinces", resumed.stream().map(Resumed::since).toArray(String[]::new))
                .setParameter("held", HELD.toString())
                .executeUpdate();
    }

    /// @param onlyLast whether only notices about the same thing as the last one are released
    private void release(List<String> subscriptions, boolean onlyLast) {
        session.createNativeMutationQuery("""
                        with held as (
                            select d.position, last_value(d.position) over line as last_position,
                                last_value(d.id) over line as last_id
                            from delivery d
                            where d.subscription = any (:subscriptions) and d.state = 'due'
                                and d.due_at >= cast(:held as timestamptz)
                                and (not :onlyLast or d.incident = (
                                    select n.incident from delivery n
                                    where n.subscription = d.subscription and n.state = 'due'
                                        and n.due_at >= cast(:held as timestamptz)
                                    order by n.position desc limit 1))
                            window line as (partition by d.subscription, d.incident order by d.position
                                rows between unbounded preceding and unbounded following)),
                        released as (
                            update delivery d set due_at = now(), rung = 0 from held h
                            where d.position = h.position and h.position = h.last_position),
                        covered as (
                            update delivery d set state = 'covered', ended_at = now(), covered_by = h.last_id from held h
                            where d.position = h.position and h.position <> h.last_position
                            returning d.id, d.attempt, d.covered_by)
                        insert into delivery_step (delivery, step, attempt, at, covered_by)
                        select id, 'sent', attempt, now(), covered_by from covered""")
                .setParameter("subscriptions", subscriptions.toArray(String[]::new))
                .setParameter("held", HELD.toString())
                .setParameter("onlyLast", onlyLast)
                .executeUpdate();
    }
}
