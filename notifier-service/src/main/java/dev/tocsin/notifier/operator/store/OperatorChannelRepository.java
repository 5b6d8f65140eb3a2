package dev.tocsin.notifier.operator.store;

import static dev.tocsin.notifier.database.WordConverter.constant;
import static dev.tocsin.notifier.database.WordConverter.word;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.catalog.OperatorChannel;
import dev.tocsin.notifier.database.Columns;
import dev.tocsin.notifier.database.OneColumn;
import dev.tocsin.notifier.delivery.store.DeliveryQueue;
import dev.tocsin.notifier.operator.OperatorAudience;
import dev.tocsin.notifier.subscription.OperatorCatalog;
import dev.tocsin.notifier.subscription.SubscriptionEnded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The catalog's channels of operators as subscriptions: one for each id and channel, so that no notice that waits for
/// one service is sent to another.
@ApplicationScoped
@Transactional
public class OperatorChannelRepository {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorChannelRepository.class);

    private final Session session;
    private final OperatorIncidentRepository incidents;
    private final OperatorNoticesRepository notices;
    private final DeliveryQueue deliveries;
    private final Event<SubscriptionEnded> ended;

    OperatorChannelRepository(
            Session session,
            OperatorIncidentRepository incidents,
            OperatorNoticesRepository notices,
            DeliveryQueue deliveries,
            Event<SubscriptionEnded> ended) {
        this.session = session;
        this.incidents = incidents;
        this.notices = notices;
        this.deliveries = deliveries;
        this.ended = ended;
    }

    record NotifiedChannel(String subscription, OperatorAudience audience) {}

    private record ChannelRow(String id, String regions, String severities) {}

    /// Adds, changes and ends the channels as a version of the catalog says. Does nothing where another instance has
    /// taken a later version. Each open incident is then compared with the channels again.
    ///
    /// A version has a higher number than those before it, or is published later, if the topic had to be made anew.
    public void take(OperatorCatalog catalog, Instant now) {
        if (isLatest(catalog)) {
            addAndChange(catalog.channels());
            var ids = Columns.texts(catalog.channels(), OperatorChannelRepository::id);
            end(ids).forEach(subscription -> leave(subscription, now));
            incidents.reconsider();
        }
    }

    /// The channel gets nothing more, not even the end of an incident (decision 46).
    private void leave(String subscription, Instant now) {
        var open = notices.open(subscription);
        if (!open.isEmpty()) {
            LOG.warn("{} left the catalog, and gets no notice of the end of {}", subscription, String.join(", ", open));
        }
        ended.fire(new SubscriptionEnded(subscription, now));
    }

    private boolean isLatest(OperatorCatalog catalog) {
        return OneColumn.query(session, """
                        insert into operator_catalog as known (version, published_at) values (:version, :at)
                        on conflict (one) do update set (version, published_at) =
                            (excluded.version, excluded.published_at)
                        where excluded.version >= known.version or excluded.published_at > known.published_at
                        returning true""", Boolean.class)
                .setParameter("version", catalog.version())
                .setParameter("at", catalog.publishedAt())
                .uniqueResultOptional()
                .isPresent();
    }

    private void addAndChange(List<OperatorChannel> channels) {
        session.createNativeMutationQuery("""
                        insert into subscription as known (id, channel, state, address, regions, components,
                            least_severity, created_at, confirmed_at, operator, severities)
                        select id, channel, 'operator', operator, string_to_array(regions, ' '), cast('{}' as text[]),
                            cast('internal' as severity), now(), now(), operator, string_to_array(severities, ' ')
                        from unnest(:ids, :channels, :operators, :regions, :severities)
                            as given (id, channel, operator, regions, severities)
                        on conflict (id) do update set (state, regions, severities, reason, left_at) =
                            ('operator', excluded.regions, excluded.severities, null, null)
                        where (known.state, known.regions, known.severities)
                            is distinct from ('operator', excluded.regions, excluded.severities)""")
                .setParameter("ids", Columns.texts(channels, OperatorChannelRepository::id))
                .setParameter("channels", Columns.texts(channels, channel -> word(channel.channel())))
                .setParameter("operators", Columns.texts(channels, OperatorChannel::id))
                .setParameter("regions", Columns.texts(channels, channel -> String.join(" ", channel.regions())))
                .setParameter(
                        "severities",
                        Columns.texts(
                                channels,
                                channel -> channel.severities().stream()
                                        .map(severity -> word(severity))
                                        .collect(joining(" "))))
                .executeUpdate();
    }

    private List<String> end(String[] others) {
        return OneColumn.query(session, """
                        update subscription set state = 'left', left_at = now(), failing_since = null,
                            unreached_since = null, reason = 'the catalog does not have the channel any more'
                        where operator is not null and state = 'operator' and id <> all (:others)
                        returning id""", String.class)
                .setParameter("others", others)
                .getResultList();
    }

    /// The ids of channels that the catalog had once and does not have any more.
    public List<String> removed() {
        return OneColumn.query(session, """
                        select operator from subscription where operator is not null
                        group by operator having bool_and(state <> 'operator') order by operator""", String.class).getResultList();
    }

    /// Makes the notices due at once that wait for the channel's next attempt.
    public void hasten(OperatorChannel channel) {
        deliveries.hasten(id(channel));
    }

    List<NotifiedChannel> all() {
        return session.createNativeQuery("""
                        select id, array_to_string(regions, ' ') as regions,
                            array_to_string(severities, ' ') as severities
                        from subscription where operator is not null and state = 'operator' order by id""", ChannelRow.class)
                .getResultStream()
                .map(row -> new NotifiedChannel(
                        row.id(),
                        new OperatorAudience(
                                words(row.severities())
                                        .map(word -> constant(Severity.class, word))
                                        .collect(toUnmodifiableSet()),
                                Set.copyOf(words(row.regions()).toList()))))
                .toList();
    }

    private static Stream<String> words(String text) {
        return text.isEmpty() ? Stream.empty() : Stream.of(text.split(" "));
    }

    /// No id of a customer's subscription has a hyphen.
    private static String id(OperatorChannel channel) {
        return "operator-%s-%s".formatted(word(channel.channel()), channel.id());
    }
}
