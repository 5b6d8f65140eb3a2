package dev.tocsin.notifier.delivery.store;

import static dev.tocsin.notifier.database.WordConverter.word;
import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static java.util.function.Function.identity;
import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableList;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.contract.delivery.DeliveryEvent.DeliveryHead;
import dev.tocsin.contract.delivery.MaintenanceStage;
import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.notifier.delivery.Delivery;
import dev.tocsin.notifier.delivery.Delivery.Covered;
import dev.tocsin.notifier.delivery.Delivery.Delivered;
import dev.tocsin.notifier.delivery.Delivery.Due;
import dev.tocsin.notifier.delivery.Delivery.GivenUp;
import dev.tocsin.notifier.delivery.Lane;
import dev.tocsin.notifier.delivery.LostNotice;
import dev.tocsin.notifier.delivery.store.DeliveryStepEntity.Step;
import dev.tocsin.notifier.message.Report;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.Subscription.State;
import dev.tocsin.notifier.subscription.SubscriptionEnded;
import dev.tocsin.notifier.subscription.store.SubscriptionEntity;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.query.MutationQuery;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@ApplicationScoped
@Transactional
public class DeliveryRepository implements PanacheRepositoryBase<DeliveryEntity, Long> {

    /// Whether the delivery `next` is to be tried now: due, with nobody, and the earliest of its incident and
    /// subscription. With `offset 0` an earlier one is looked for by its index, for each that is claimed: the
    /// planner would join them with all that is due.
    private static final String CLAIMABLE = """
            state = 'due' and due_at <= now()
                and coalesce(leased_until, '-infinity') < now() and not exists (
                    select from delivery earlier
                    where earlier.state = 'due' and earlier.subscription = next.subscription
                        and earlier.incident = next.incident and earlier.position < next.position
                    offset 0)""";

    private static final String REPLAYABLE = """
            from DeliveryEntity d where exists (
                select 1 from SubscriptionEntity s where s.id = d.subscription and s.state = :confirmed)%s""";

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryRepository.class);
    private static final String SUBSCRIPTION_ENDED = "the subscription ended";
    private static final String UNREADABLE = "what it was to say cannot be read";

    /// A delivery that is being tried at this moment, by whoever holds the lease.
    ///
    /// @param first the id of the first delivery about the same to this subscriber
    /// @param subject the title that the first one told
    /// @param traceparent W3C trace context in which it is tried, or null
    /// @param missed the numbers of the notices that it stands for
    public record Claimed(
            Due due,
            NoticeKind kind,
            Report report,
            String first,
            String subject,
            Subscription to,
            @Nullable String traceparent,
            List<Long> missed) {}

    /// What came of an attempt.
    ///
    /// @param reason why it is to be tried again, or was given up; null otherwise
    public record Attempted(
            Due attempt, Delivery next, @Nullable String reason, Instant at) {}

    /// @param nextAt when it is tried next; null unless it is due
    /// @param coveredBy the delivery that stood for it, or null
    public record DeliveryView(
            DeliveryHead delivery,
            DeliveryState state,
            int attempt,
            Instant queuedAt,
            @Nullable Instant nextAt,
            @Nullable Instant endedAt,
            @Nullable String reason,
            @Nullable String coveredBy) {}

    /// A notice as its subscriber was told it, or should have been.
    ///
    /// @param report what it says; null where that is not kept any more
    public record KeptNotice(
            String id,
            NoticeKind kind,
            DeliveryState state,
            Instant queuedAt,
            @Nullable Report report) {}

    /// Of planned work: which notice it is.
    ///
    /// @param about `maintenance/` and the window
    /// @param number which of the window's notices
    /// @param fact what sets it apart from others of its stage: notices of the same fact have the same id
    public record PlannedNotice(
            String about, int episode, MaintenanceStage stage, NoticeKind kind, long number, long fact) {}

    /// Notices about the same to the same subscriber, which wait for one another.
    private record Line(String about, String subscription) {

        static Line of(DeliveryEntity delivery) {
            return new Line(delivery.about(), delivery.subscription());
        }
    }

    private record ReportKey(String about, long number) {

        static ReportKey of(DeliveryEntity delivery) {
            return new ReportKey(delivery.about(), delivery.number());
        }
    }

    private record ReadReport(Report content, @Nullable String traceparent) {}

    /// Takes what is due in a lane of a channel, each the earliest of its incident and subscription, for as long as
    /// `lease`, by the database's clock. Who dies before telling what came of it lets the lease run out, and
    /// another tries again. What is due to somebody who left is given up.
    public List<Claimed> claim(Channel channel, Lane lane, int most, Duration lease) {
        // Limit and lane stand in the text: the planner takes a limit that it does not know for a tenth of all that is
        // due, and each lane has an index of its own, the only one that knows this form of due_at.
        var taken = getSession()
                .createNativeQuery(
                        """
                        update delivery d
                        set attempt = attempt + 1, rung = rung + 1, leased_until = now() + :lease * interval '1 ms'
                        from (
                            select position from delivery next
                            where channel = :channel and %s and greatest(due_at, '-infinity') <= now() and %s
                            order by greatest(due_at, '-infinity') limit %d for update skip locked) next
                        where d.position = next.position
                        returning d.*""".formatted(indexed(lane), CLAIMABLE, Integer.highestOneBit(most)), DeliveryEntity.class)
                .setReadOnly(true)
                .setParameter("channel", word(channel))
                .setParameter("lease", lease.toMillis())
                .getResultList();
        return taken.isEmpty() ? List.of() : whole(taken);
    }

    private record DueChannel(String channel, boolean normal, boolean slow) {

        Set<Lane> lanes() {
            var lanes = EnumSet.noneOf(Lane.class);
            if (normal) {
                lanes.add(Lane.NORMAL);
            }
            if (slow) {
                lanes.add(Lane.SLOW);
            }
            return lanes;
        }
    }

    /// In which lanes of which channels something is due, whoever tries it: one look for all, so that channels that
    /// nobody uses cost nothing.
    public Map<Channel, Set<Lane>> due(Collection<Channel> channels) {
        var due = """
                exists (
                    select from delivery d
                    where d.channel = c.channel and d.state = 'due' and %s and greatest(d.due_at, '-infinity') <= now())""";
        var byWord = channels.stream().collect(toMap(channel -> word(channel), identity()));
        return getSession()
                .createNativeQuery(
                        "select c.channel, %s as normal, %s as slow from unnest(:channels) as c (channel)"
                                .formatted(due.formatted("not d.slow"), due.formatted("d.slow")),
                        DueChannel.class)
                .setParameter("channels", byWord.keySet().toArray(String[]::new))
                .getResultStream()
                .collect(toMap(found -> requireNonNull(byWord.get(found.channel())), DueChannel::lanes));
    }

    private static String indexed(Lane lane) {
        return switch (lane) {
            case NORMAL -> "not slow";
            case SLOW -> "slow";
        };
    }

    /// Whether anything waits to be claimed.
    public boolean isClaimable() {
        return getSession()
                .createNativeQuery(
                        "select exists (select from delivery next where %s)".formatted(CLAIMABLE), Boolean.class)
                .getSingleResult();
    }

    private List<Claimed> whole(List<DeliveryEntity> taken) {
        var subscriptions = subscriptions(taken);
        var listening = taken.stream()
                .filter(delivery -> isConfirmed(subscriptions.get(delivery.subscription())))
                .sorted(comparing(DeliveryEntity::dueAt).thenComparingLong(DeliveryEntity::position))
                .toList();
        giveUp(taken.stream().filter(not(Set.copyOf(listening)::contains)), SUBSCRIPTION_ENDED);
        var firsts = firsts(listening);
        var reports = reports(Stream.concat(listening.stream(), firsts.values().stream()));
        var missed = missed(listening);
        giveUp(listening.stream().filter(delivery -> !reports.containsKey(ReportKey.of(delivery))), UNREADABLE);
        var claimed = new ArrayList<Claimed>();
        for (var delivery : listening) {
            var report = reports.get(ReportKey.of(delivery));
            var to = subscriptions.get(delivery.subscription());
            if (report != null && to != null) {
                var first = firsts.getOrDefault(Line.of(delivery), delivery);
                // What the first one said is not known when it was sent before the database was restored
                var firstReport = requireNonNullElse(reports.get(ReportKey.of(first)), report);
                claimed.add(new Claimed(
                        delivery.due(),
                        delivery.kind(),
                        report.content(),
                        first.delivery(),
                        firstReport.content().title(),
                        to,
                        report.traceparent(),
                        missed.getOrDefault(delivery.delivery(), List.of())));
            }
        }
        return claimed;
    }

    private static boolean isConfirmed(@Nullable Subscription subscription) {
        return subscription != null && subscription.state() == State.CONFIRMED;
    }

    private Map<String, Subscription> subscriptions(List<DeliveryEntity> deliveries) {
        return getSession()
                .createNativeQuery("select * from subscription where id = any (:ids)", SubscriptionEntity.class)
                .setReadOnly(true)
                .setParameter("ids", words(deliveries, DeliveryEntity::subscription))
                .getResultStream()
                .map(SubscriptionEntity::subscription)
                .collect(toMap(Subscription::id, identity()));
    }

    /// The first delivery about the same to the same subscriber, where that is not the delivery itself: the opening of
    /// a first episode has nothing before it.
    private Map<Line, DeliveryEntity> firsts(List<DeliveryEntity> deliveries) {
        var later = deliveries.stream().filter(DeliveryEntity::mayFollow).toList();
        if (later.isEmpty()) {
            return Map.of();
        }
        var episodes = later.stream().mapToInt(DeliveryEntity::episode).max().orElse(1);
        return getSession()
                .createNativeQuery("""
                        select distinct on (f.incident, f.subscription) f.*
                        from unnest(:abouts, :subscriptions) as line(about, subscription)
                        join delivery f on f.incident = line.about and f.subscription = line.subscription
                            and f.episode = any (:episodes)
                        order by f.incident, f.subscription, f.position""", DeliveryEntity.class)
                .setReadOnly(true)
                .setParameter("abouts", words(later, DeliveryEntity::about))
                .setParameter("subscriptions", words(later, DeliveryEntity::subscription))
                .setParameter(
                        "episodes", IntStream.rangeClosed(1, episodes).boxed().toArray(Integer[]::new))
                .getResultStream()
                .collect(toMap(Line::of, identity()));
    }

    /// The numbers of the notices that a delivery stands for, where there are any.
    private Map<String, List<Long>> missed(List<DeliveryEntity> deliveries) {
        var later = deliveries.stream().filter(DeliveryEntity::mayFollow).toList();
        if (later.isEmpty()) {
            return Map.of();
        }
        return getSession()
                .createNativeQuery(
                        "select * from delivery where covered_by = any (:ids) order by number", DeliveryEntity.class)
                .setReadOnly(true)
                .setParameter("ids", words(later, DeliveryEntity::delivery))
                .getResultStream()
                .collect(groupingBy(
                        covered -> requireNonNull(covered.coveredBy()),
                        mapping(DeliveryEntity::number, toUnmodifiableList())));
    }

    /// Many deliveries say the same, so each report is read once. One that cannot be read is left out.
    private Map<ReportKey, ReadReport> reports(Stream<DeliveryEntity> deliveries) {
        var stages = new HashMap<ReportKey, Optional<MaintenanceStage>>();
        deliveries.forEach(delivery -> stages.put(ReportKey.of(delivery), Optional.ofNullable(delivery.stage())));
        var reports = new HashMap<ReportKey, ReadReport>();
        getSession()
                .createNativeQuery("""
                        select r.* from unnest(:abouts, :numbers) as wanted(about, number)
                        join report r on r.incident = wanted.about and r.number = wanted.number""", ReportEntity.class)
                .setReadOnly(true)
                .setParameter("abouts", words(stages.keySet(), ReportKey::about))
                .setParameter(
                        "numbers",
                        stages.keySet().stream().map(ReportKey::number).toArray(Long[]::new))
                .getResultStream()
                .forEach(report -> {
                    var key = new ReportKey(report.about(), report.number());
                    try {
                        var stage = stages.getOrDefault(key, Optional.empty()).orElse(null);
                        reports.put(key, new ReadReport(report.report(stage), report.traceparent()));
                    } catch (IllegalStateException e) {
                        LOG.error("Deliveries about {}, number {}, are given up", key.about(), key.number(), e);
                    }
                });
        return reports;
    }

    private void giveUp(Stream<DeliveryEntity> deliveries, String reason) {
        var now = Instant.now();
        var givenUp = deliveries
                .map(delivery -> new Attempted(
                        delivery.due(),
                        new GivenUp(delivery.delivery(), delivery.due().attempt(), now, reason),
                        reason,
                        now))
                .toList();
        if (!givenUp.isEmpty()) {
            settle(givenUp);
        }
    }

    /// Keeps what came of attempts, all in one statement. An attempt that outlived its lease says nothing once
    /// another was begun.
    public void settle(List<Attempted> attempts) {
        var rows = attempts.stream().map(DeliveryRepository::row).toList();
        getSession()
                .createNativeMutationQuery("""
                        with ended as (
                            select id, attempt, state, step, reason, answer,
                                cast(next_at as timestamptz) as next_at, cast(at as timestamptz) as at
                            from unnest(:ids, :attempts, :states, :steps, :nextAts, :reasons, :answers, :ats)
                                as ended(id, attempt, state, step, next_at, reason, answer, at)),
                        settled as (
                            update delivery d
                            set state = e.state, leased_until = null, reason = e.reason,
                                due_at = coalesce(e.next_at, d.due_at), slow = d.slow or e.state = 'due',
                                ended_at = case when e.state <> 'due' then e.at end
                            from ended e
                            where d.id = e.id and d.attempt = e.attempt and d.state = 'due'
                            returning d.id, e.step, e.attempt, e.at, e.next_at, e.reason, e.answer)
                        insert into delivery_step (delivery, step, attempt, at, next_at, reason, answer)
                        select id, step, attempt, at, next_at, reason, answer from settled""")
                .setParameter("ids", words(attempts, each -> each.attempt().id()))
                .setParameter(
                        "attempts",
                        attempts.stream().map(each -> each.attempt().attempt()).toArray(Integer[]::new))
                .setParameter("states", words(rows, row -> word(row.state())))
                .setParameter("steps", words(rows, row -> word(row.step())))
                .setParameter("nextAts", words(rows, row -> text(row.nextAt())))
                .setParameter("reasons", words(attempts, Attempted::reason))
                .setParameter("answers", words(rows, Row::answer))
                .setParameter("ats", words(attempts, each -> each.at().toString()))
                .executeUpdate();
        var repeated = attempts.stream()
                .filter(each -> each.next() instanceof Due || each.attempt().rung() > 1)
                .toList();
        if (!repeated.isEmpty()) {
            moveFollowers(repeated);
        }
    }

    /// What waits for a delivery that is tried again later is due no sooner, so that no claim looks at it in vain;
    /// and at once when that has ended.
    private void moveFollowers(List<Attempted> repeated) {
        getSession()
                .createNativeMutationQuery("""
                        update delivery f
                        set due_at = case d.state when 'due' then greatest(f.due_at, d.due_at) else now() end
                        from delivery d
                        where d.id = any (:ids) and f.subscription = d.subscription and f.incident = d.incident
                            and f.state = 'due' and f.rung = 0 and f.position > d.position
                            and f.due_at < cast(:held as timestamptz)
                            and case d.state when 'due' then f.due_at < d.due_at else f.due_at > now() end""")
                .setParameter("ids", words(repeated, each -> each.attempt().id()))
                .setParameter("held", Receivers.HELD.toString())
                .executeUpdate();
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    private record Row(
            DeliveryState state,
            Step step,
            @Nullable Instant nextAt,
            @Nullable String answer) {}

    private static Row row(Attempted attempted) {
        return switch (attempted.next()) {
            case Due due -> new Row(DeliveryState.DUE, Step.RETRYING, due.dueAt(), null);
            case Delivered delivered -> new Row(DeliveryState.DELIVERED, Step.SENT, null, delivered.answer());
            case GivenUp _ -> new Row(DeliveryState.GIVEN_UP, Step.GIVEN_UP, null, null);
            case Covered _ -> throw new IllegalArgumentException("no attempt ends in being covered");
        };
    }

    /// Gives claimed deliveries back that were not tried, as if they had not been claimed.
    ///
    /// @param hang whether their receiver hangs: they wait for a while then, in the slow lane
    public void handBack(List<Due> untried, boolean hang) {
        getSession()
                .createNativeMutationQuery("""
                        update delivery d
                        set attempt = d.attempt - 1, rung = d.rung - 1, leased_until = null, slow = d.slow or :hang,
                            due_at = case when :hang then now() + (5 + 25 * random()) * interval '1 s' else d.due_at end
                        from unnest(:ids, :attempts) as untried(id, attempt)
                        where d.id = untried.id and d.attempt = untried.attempt and d.state = 'due'""")
                .setParameter("ids", words(untried, Due::id))
                .setParameter("attempts", untried.stream().map(Due::attempt).toArray(Integer[]::new))
                .setParameter("hang", hang)
                .executeUpdate();
    }

    /// Gives up what is due to those of the subscribers who left. What is being sent at this moment ends by itself, and
    /// is not claimed again.
    public void giveUpForThoseWhoLeft(Collection<String> subscriptions, Instant now) {
        getSession()
                .createNativeMutationQuery("""
                        with given_up as (
                            update delivery d set state = 'given-up', reason = :reason, ended_at = :now
                            from subscription s
                            where s.id = any (:subscriptions) and s.state <> 'confirmed'
                                and d.subscription = s.id and d.state = 'due'
                                and coalesce(d.leased_until, '-infinity') < now()
                            returning d.id, d.attempt, d.reason)
                        insert into delivery_step (delivery, step, attempt, at, reason)
                        select id, 'given-up', attempt, :now, reason from given_up""")
                .setParameter("subscriptions", array(subscriptions))
                .setParameter("reason", SUBSCRIPTION_ENDED)
                .setParameter("now", now)
                .executeUpdate();
    }

    void giveUp(@Observes SubscriptionEnded ended) {
        getSession().flush();
        giveUpForThoseWhoLeft(List.of(ended.subscription()), ended.at());
    }

    /// Puts a delivery that was given up at the foot of the ladder again.
    ///
    /// @return false when it is not one that was given up, or its subscriber does not listen any more
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
                                and s.id = d.subscription and s.state = 'confirmed'
                            returning d.id, d.attempt)
                        insert into delivery_step (delivery, step, attempt, at, next_at, reason)
                        select id, 'retrying', attempt, :now, :now, 'replayed by an operator' from replayed""")
                .setParameter("ids", array(ids))
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

    /// Puts deliveries that were given up at the foot of the ladder again, the oldest first; only to subscribers who
    /// still listen.
    ///
    /// @param filter its state does not matter
    /// @return how many
    public int replay(DeliveryFilter filter, int most, Instant now) {
        var found = find(
                        REPLAYABLE.formatted(givenUp(filter).conditions()) + " order by d.position",
                        withConfirmed(givenUp(filter)))
                .page(0, most)
                .stream()
                .map(DeliveryEntity::delivery)
                .toList();
        return found.isEmpty() ? 0 : replay(found, now);
    }

    /// How many a replay would find.
    public long replayable(DeliveryFilter filter) {
        return find(REPLAYABLE.formatted(givenUp(filter).conditions()), withConfirmed(givenUp(filter)))
                .count();
    }

    private static DeliveryFilter givenUp(DeliveryFilter filter) {
        return new DeliveryFilter(
                DeliveryState.GIVEN_UP, filter.channel(), filter.about(), filter.subscription(), filter.since());
    }

    private static Map<String, Object> withConfirmed(DeliveryFilter filter) {
        var parameters = filter.parameters();
        parameters.put("confirmed", State.CONFIRMED);
        return parameters;
    }

    /// The notices to a subscriber, in the order in which they were decided.
    ///
    /// @param after the id of the last one that it knows, or null for all
    /// @return empty when it has no such notice
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
        var reports = deliveries.isEmpty() ? Map.<ReportKey, ReadReport>of() : reports(deliveries.stream());
        return deliveries.stream()
                .map(delivery -> {
                    var read = reports.get(ReportKey.of(delivery));
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

    /// Queues a notice of an incident as it stands for each of the subscriptions.
    ///
    /// @return how many
    int queue(String incident, NoticeKind kind, List<String> subscriptions) {
        if (!subscriptions.isEmpty()) {
            getSession()
                    .createNativeMutationQuery("""
                        with queued as (
                            insert into delivery
                                (id, subscription, channel, kind, incident, episode, number, state, due_at, queued_at, slow)
                            select delivery_id(i.id, i.episode, i.number, :kind, s.id),
                                s.id, s.channel, :kind, i.id, i.episode, i.number, 'due',
                                case when s.paused_at is not null then cast(:held as timestamptz)
                                    when s.failing_since is null then now()
                                    else greatest(now(), (
                                        select max(e.due_at) from delivery e
                                        where e.subscription = s.id and e.incident = i.id and e.state = 'due')) end,
                                now(), s.failing_since is not null
                            from incident i, subscription s
                            where i.id = :incident and s.id = any (:subscriptions)
                            on conflict (id) do nothing
                            returning id)
                        insert into delivery_step (delivery, step, attempt, at)
                        select id, 'queued', 0, now() from queued""")
                    .setParameter("incident", incident)
                    .setParameter("held", Receivers.HELD.toString())
                    .setParameter("kind", word(kind))
                    .setParameter("subscriptions", array(subscriptions))
                    .executeUpdate();
        }
        return subscriptions.size();
    }

    /// Of those whose incident is over: covers what still waits for whoever was not reached by the opening. What is
    /// being sent at this moment reaches them.
    ///
    /// @return those who were not reached, for whom one catch-up stands for all
    Set<String> coverMissed(String incident, List<String> closed) {
        if (closed.isEmpty()) {
            return Set.of();
        }
        var missed = getSession()
                .createNativeQuery("""
                        select d.subscription from delivery d join incident i on i.id = d.incident
                        where d.incident = :incident and d.episode = i.episode and d.kind = 'opening'
                            and d.subscription = any (:closed)
                            and (d.state = 'given-up'
                                 or d.state = 'due' and coalesce(d.leased_until, '-infinity') < now())
                        for update of d""", String.class)
                .setParameter("incident", incident)
                .setParameter("closed", array(closed))
                .getResultStream()
                .collect(Collectors.toUnmodifiableSet());
        getSession()
                .createNativeMutationQuery("""
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
                .setParameter("incident", incident)
                .setParameter("missed", array(missed))
                .executeUpdate();
        return missed;
    }

    /// Queues a notice of planned work for each of the subscriptions. What still waits to be told of the same window
    /// is covered by it: it says how things are.
    public void queue(PlannedNotice notice, List<String> subscriptions) {
        with(notice, subscriptions, getSession().createNativeMutationQuery("""
                        with covered as (
                            update delivery d
                            set state = 'covered', ended_at = now(),
                                covered_by = delivery_id(:about, :episode, :fact, :stage, d.subscription)
                            where d.incident = :about and d.state = 'due' and d.subscription = any (:subscriptions)
                                and coalesce(d.leased_until, '-infinity') < now()
                            returning d.id, d.attempt, d.covered_by)
                        insert into delivery_step (delivery, step, attempt, at, covered_by)
                        select id, 'sent', attempt, now(), covered_by from covered""")).executeUpdate();
        with(notice, subscriptions, getSession().createNativeMutationQuery("""
                        with queued as (
                            insert into delivery (id, subscription, channel, kind, stage, incident, episode, number,
                                state, due_at, queued_at, slow)
                            select delivery_id(:about, :episode, :fact, :stage, s.id), s.id, s.channel, :kind, :stage,
                                :about, :episode, :number, 'due',
                                case when s.paused_at is null then now() else cast(:held as timestamptz) end, now(),
                                s.failing_since is not null
                            from subscription s where s.id = any (:subscriptions)
                            on conflict (id) do nothing
                            returning id)
                        insert into delivery_step (delivery, step, attempt, at)
                        select id, 'queued', 0, now() from queued"""))
                .setParameter("held", Receivers.HELD.toString())
                .setParameter("kind", word(notice.kind()))
                .setParameter("number", notice.number())
                .executeUpdate();
    }

    /// Learns how deliveries ended before the database was restored from a backup.
    ///
    /// @return those of which it did not know, whose subscriptions it has
    List<LostNotice> recover(List<LostNotice> lost) {
        var known = getSession()
                .createNativeQuery("""
                        with lost as (%s),
                        ended as (
                            insert into delivery (id, subscription, channel, kind, stage, incident, episode, number,
                                state, attempt, due_at, queued_at, ended_at, reason, covered_by)
                            select l.id, l.subscription, l.channel, l.kind, l.stage, l.about, l.episode, l.number,
                                l.state, l.attempt, l.at, l.at, l.at, l.reason, l."coveredBy"
                            from lost l join subscription s on s.id = l.subscription
                            where not exists (
                                select from delivery_step t
                                where t.delivery = l.id and t.step = l.step and t.attempt = l.attempt)
                            order by l.place
                            on conflict (id) do update set (state, attempt, ended_at, reason, covered_by, leased_until) =
                                (excluded.state, excluded.attempt, excluded.ended_at, excluded.reason,
                                 excluded.covered_by, null)
                            returning id),
                        noted as (
                            insert into delivery_step (delivery, step, attempt, at, reason, covered_by, published)
                            select l.id, l.step, l.attempt, l.at, l.reason, l."coveredBy", true
                            from lost l join ended e on e.id = l.id)
                        select id from ended""".formatted(LostRow.TABLE), String.class)
                .setParameter("lost", LostRow.json(lost))
                .getResultStream()
                .collect(Collectors.toUnmodifiableSet());
        return lost.stream()
                .filter(notice -> known.contains(notice.delivery().id()))
                .toList();
    }

    private static MutationQuery with(PlannedNotice notice, List<String> subscriptions, MutationQuery query) {
        return query.setParameter("about", notice.about())
                .setParameter("episode", notice.episode())
                .setParameter("stage", word(notice.stage()))
                .setParameter("fact", notice.fact())
                .setParameter("subscriptions", array(subscriptions));
    }

    private static <T> @Nullable String[] words(Collection<T> items, Function<T, @Nullable String> word) {
        return items.stream().map(word).toArray(String[]::new);
    }

    private static String[] array(Collection<String> texts) {
        return texts.toArray(String[]::new);
    }
}
