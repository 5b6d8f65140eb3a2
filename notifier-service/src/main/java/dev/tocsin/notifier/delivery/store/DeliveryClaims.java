package dev.tocsin.notifier.delivery.store;

import static dev.tocsin.notifier.database.WordConverter.word;
import static dev.tocsin.notifier.delivery.store.DeliveryResults.SUBSCRIPTION_ENDED;
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
import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.notifier.database.Columns;
import dev.tocsin.notifier.database.OneColumn;
import dev.tocsin.notifier.delivery.Delivery.Due;
import dev.tocsin.notifier.delivery.Delivery.GivenUp;
import dev.tocsin.notifier.delivery.Lane;
import dev.tocsin.notifier.delivery.Lease;
import dev.tocsin.notifier.delivery.store.DeliveryResults.Attempted;
import dev.tocsin.notifier.delivery.store.ReportEntity.ReportKey;
import dev.tocsin.notifier.delivery.store.ReportRepository.ReadReport;
import dev.tocsin.notifier.message.Report;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.store.SubscriptionEntity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// Claims due deliveries, with all that their sending needs, under a lease. The session is stateless, so that it keeps
/// no copy of the many rows that are read, to look for changes in.
@ApplicationScoped
@Transactional
public class DeliveryClaims {

    /// Whether the delivery `next` is to be tried now: due, not leased, the earliest of its incident and
    /// subscription, and the earliest of its digest, which then carries the others. With `offset 0`, an earlier
    /// delivery is looked up by its index for each one that is claimed; otherwise the planner would join them with
    /// all due deliveries.
    private static final String CLAIMABLE = """
            state = 'due' and due_at <= now()
                and coalesce(leased_until, '-infinity') < now() and not exists (
                    select from delivery earlier
                    where earlier.state = 'due' and earlier.subscription = next.subscription
                        and earlier.incident = next.incident and earlier.position < next.position
                    offset 0)
                and not (next.digest and exists (
                    select from delivery leader
                    where leader.state = 'due' and leader.subscription = next.subscription and leader.digest
                        and leader.due_at <= now() and leader.position < next.position
                    offset 0))""";

    private static final String UNREADABLE = "the content of the notice cannot be read";

    private final StatelessSession session;
    private final ReportRepository reports;
    private final DeliveryResults results;
    private final Digests digests;

    DeliveryClaims(StatelessSession session, ReportRepository reports, DeliveryResults results, Digests digests) {
        this.session = session;
        this.reports = reports;
        this.results = results;
        this.digests = digests;
    }

    /// A delivery that the holder of its lease is trying now.
    ///
    /// @param first the id of the first delivery about the same thing to this subscriber
    /// @param subject the title in that first delivery
    /// @param traceparent W3C trace context in which it is tried, or null
    /// @param missed the numbers of the notices that it covers
    /// @param digest the notices that it carries together, its own among them; null when it carries its own alone
    public record Claimed(
            Due due,
            Instant leasedUntil,
            NoticeKind kind,
            Report report,
            String first,
            String subject,
            Subscription to,
            @Nullable String traceparent,
            List<Long> missed,
            @Nullable List<Gathered> digest) {

        /// The same to the address of an operators' channel, once that is resolved.
        public Claimed to(Subscription resolved) {
            return new Claimed(due, leasedUntil, kind, report, first, subject, resolved, traceparent, missed, digest);
        }

        public Lease lease() {
            return new Lease(due.id(), due.attempt(), leasedUntil);
        }
    }

    /// A notice in a digest.
    ///
    /// @param traceparent W3C trace context of its event, or null
    public record Gathered(
            String id,
            NoticeKind kind,
            Report report,
            @Nullable String traceparent) {}

    /// Notices about the same thing to the same subscriber, which wait for one another.
    private record NoticeSequence(String about, String subscription) {

        static NoticeSequence of(DeliveryEntity delivery) {
            return new NoticeSequence(delivery.about(), delivery.subscription());
        }
    }

    /// Claims due deliveries in a lane of a channel, each the earliest of its incident and subscription, for
    /// as long as `lease`, by the database's clock. If an instance dies before it records the result, the
    /// lease runs out and another instance tries again. Deliveries to a subscriber who left are given up.
    public List<Claimed> claim(Channel channel, Lane lane, int most, Duration lease) {
        // Limit and lane are literals in the text: the planner takes an unknown limit for a tenth of all due
        // deliveries, and each lane has an index of its own, the only one that knows this form of due_at.
        var taken = session.createNativeQuery(
                        """
                        update delivery d
                        set attempt = attempt + 1, rung = rung + 1, leased_until = now() + :lease * interval '1 ms'
                        from (
                            select position from delivery next
                            where channel = :channel and %s and greatest(due_at, '-infinity') <= now() and %s
                            order by greatest(due_at, '-infinity') limit %d for update skip locked) next
                        where d.position = next.position
                        returning d.*""".formatted(indexed(lane), CLAIMABLE, Integer.highestOneBit(most)), DeliveryEntity.class)
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

    /// The lanes of each channel in which a delivery is due, claimed or not. One query serves all channels, so that
    /// channels that nobody uses cost nothing.
    ///
    /// The query looks for the earliest delivery, which only an index can find at once. Asked whether any
    /// exists, the planner would read the table until it meets one, and where nothing is due, to its end.
    public Map<Channel, Set<Lane>> due(Collection<Channel> channels) {
        var due = """
                coalesce((
                    select greatest(d.due_at, '-infinity') from delivery d
                    where d.channel = c.channel and d.state = 'due' and %s
                    order by greatest(d.due_at, '-infinity') limit 1) <= now(), false)""";
        var byWord = channels.stream().collect(toMap(channel -> word(channel), identity()));
        return session
                .createNativeQuery(
                        "select c.channel, %s as normal, %s as slow from unnest(:channels) as c (channel)"
                                .formatted(due.formatted("not d.slow"), due.formatted("d.slow")),
                        DueChannel.class)
                .setParameter("channels", byWord.keySet().toArray(String[]::new))
                .getResultList()
                .stream()
                .collect(toMap(found -> requireNonNull(byWord.get(found.channel())), DueChannel::lanes));
    }

    private static String indexed(Lane lane) {
        return switch (lane) {
            case NORMAL -> "not slow";
            case SLOW -> "slow";
        };
    }

    /// Whether a delivery waits to be claimed.
    public boolean isClaimable() {
        var first = """
                (select true from delivery next
                where next.channel = c.channel and %s and %s
                order by greatest(due_at, '-infinity') limit 1)""";
        return OneColumn.query(
                        session,
                        "select true from unnest(:channels) as c (channel), lateral (%s union all %s) as first limit 1"
                                .formatted(
                                        first.formatted(indexed(Lane.NORMAL), CLAIMABLE),
                                        first.formatted(indexed(Lane.SLOW), CLAIMABLE)),
                        Boolean.class)
                .setParameter("channels", Columns.texts(List.of(Channel.values()), channel -> word(channel)))
                .uniqueResultOptional()
                .isPresent();
    }

    private List<Claimed> whole(List<DeliveryEntity> taken) {
        var subscriptions = subscriptions(taken);
        var listening = taken.stream()
                .filter(delivery -> isNotified(subscriptions.get(delivery.subscription())))
                .sorted(comparing(DeliveryEntity::dueAt).thenComparingLong(DeliveryEntity::position))
                .toList();
        giveUp(taken.stream().filter(not(Set.copyOf(listening)::contains)), SUBSCRIPTION_ENDED);
        var firsts = firsts(listening);
        var gathered = digests.gather(listening);
        var said = reports.read(Stream.of(
                        listening,
                        firsts.values(),
                        gathered.values().stream().flatMap(List::stream).toList())
                .flatMap(Collection::stream));
        var missed = missed(listening);
        giveUp(listening.stream().filter(delivery -> !said.containsKey(delivery.report())), UNREADABLE);
        var claimed = new ArrayList<Claimed>();
        for (var delivery : listening) {
            var report = said.get(delivery.report());
            var to = subscriptions.get(delivery.subscription());
            if (report != null && to != null) {
                var first = firsts.getOrDefault(NoticeSequence.of(delivery), delivery);
                // The content of the first one is not known when it was sent before the database was restored
                var firstReport = requireNonNullElse(said.get(first.report()), report);
                claimed.add(new Claimed(
                        delivery.due(),
                        delivery.leasedUntil(),
                        delivery.kind(),
                        report.content(),
                        first.delivery(),
                        firstReport.content().title(),
                        to,
                        report.traceparent(),
                        missed.getOrDefault(delivery.delivery(), List.of()),
                        delivery.isOfDigest()
                                ? digest(gathered.getOrDefault(delivery.delivery(), List.of()), said)
                                : null));
            }
        }
        return claimed;
    }

    /// A notice whose content cannot be read any more is left out.
    private static List<Gathered> digest(List<DeliveryEntity> gathered, Map<ReportKey, ReadReport> said) {
        return gathered.stream()
                .flatMap(delivery -> Stream.ofNullable(said.get(delivery.report()))
                        .map(report -> new Gathered(
                                delivery.delivery(), delivery.kind(), report.content(), report.traceparent())))
                .toList();
    }

    private static boolean isNotified(@Nullable Subscription subscription) {
        return subscription != null && subscription.state().isNotified();
    }

    private Map<String, Subscription> subscriptions(List<DeliveryEntity> deliveries) {
        return session
                .createNativeQuery("select * from subscription where id = any (:ids)", SubscriptionEntity.class)
                .setParameter("ids", Columns.texts(deliveries, DeliveryEntity::subscription))
                .getResultList()
                .stream()
                .map(SubscriptionEntity::subscription)
                .collect(toMap(Subscription::id, identity()));
    }

    /// The first delivery about the same thing to the same subscriber, for each of these but the opening of a first
    /// episode, which has nothing before it.
    private Map<NoticeSequence, DeliveryEntity> firsts(List<DeliveryEntity> deliveries) {
        var later = deliveries.stream().filter(DeliveryEntity::mayFollow).toList();
        if (later.isEmpty()) {
            return Map.of();
        }
        var episodes = later.stream().mapToInt(DeliveryEntity::episode).max().orElse(1);
        return session
                .createNativeQuery("""
                        select distinct on (f.incident, f.subscription) f.*
                        from unnest(:abouts, :subscriptions) as line(about, subscription)
                        join delivery f on f.incident = line.about and f.subscription = line.subscription
                            and f.episode = any (:episodes)
                        order by f.incident, f.subscription, f.position""", DeliveryEntity.class)
                .setParameter("abouts", Columns.texts(later, DeliveryEntity::about))
                .setParameter("subscriptions", Columns.texts(later, DeliveryEntity::subscription))
                .setParameter(
                        "episodes", IntStream.rangeClosed(1, episodes).boxed().toArray(Integer[]::new))
                .getResultList()
                .stream()
                .collect(toMap(NoticeSequence::of, identity()));
    }

    /// The numbers of the notices that each delivery covers, where there are any.
    private Map<String, List<Long>> missed(List<DeliveryEntity> deliveries) {
        var later = deliveries.stream().filter(DeliveryEntity::mayFollow).toList();
        if (later.isEmpty()) {
            return Map.of();
        }
        return session
                .createNativeQuery(
                        "select * from delivery where covered_by = any (:ids) order by number", DeliveryEntity.class)
                .setParameter("ids", Columns.texts(later, DeliveryEntity::delivery))
                .getResultList()
                .stream()
                .collect(groupingBy(
                        covered -> requireNonNull(covered.coveredBy()),
                        mapping(DeliveryEntity::number, toUnmodifiableList())));
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
            results.settle(givenUp);
        }
    }
}
