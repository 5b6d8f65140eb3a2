package dev.tocsin.notifier.delivery.store;

import static dev.tocsin.notifier.database.WordConverter.word;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.database.Columns;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/// Counts the deliveries that are due and have no result yet.
@ApplicationScoped
@Transactional
public class DueDeliveries {

    /// The number up to which deliveries in a lane are counted, so that a crowd costs little.
    private static final int MOST = 100_000;

    private final StatelessSession session;

    DueDeliveries(StatelessSession session) {
        this.session = session;
    }

    /// @param seconds for which the earliest of them has been due; 0 if there is none
    public record DueCount(long count, double seconds) {}

    private record Row(String channel, long count, double seconds) {}

    /// Counts the due deliveries of each channel. Each lane is read by its own index, and the earliest
    /// delivery is its first entry.
    public Map<Channel, DueCount> byChannel() {
        var channels = Stream.of(Channel.values()).collect(toMap(channel -> word(channel), identity()));
        var lane = """
                (select greatest(d.due_at, '-infinity') as due_at from delivery d
                where d.channel = c.channel and d.state = 'due' and %s and greatest(d.due_at, '-infinity') <= now()
                order by greatest(d.due_at, '-infinity') limit %d)""";
        return session
                .createNativeQuery(
                        """
                        select c.channel, count(due.due_at) as count,
                            cast(coalesce(extract(epoch from now() - min(due.due_at)), 0) as double precision) as seconds
                        from unnest(:channels) as c (channel)
                        left join lateral (%s union all %s) due on true
                        group by c.channel""".formatted(lane.formatted("not d.slow", MOST), lane.formatted("d.slow", MOST)), Row.class)
                .setParameter("channels", Columns.texts(channels.keySet()))
                .getResultList()
                .stream()
                .collect(toMap(
                        row -> Objects.requireNonNull(channels.get(row.channel())),
                        row -> new DueCount(row.count(), row.seconds())));
    }
}
