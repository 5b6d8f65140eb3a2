package dev.tocsin.notifier.subscription.store;

import static dev.tocsin.notifier.database.WordConverter.word;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.Subscription.SubscriptionState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/// Finds subscriptions for operators.
@ApplicationScoped
@Transactional
public class SubscriptionSearch {

    private final Session session;

    SubscriptionSearch(Session session) {
        this.session = session;
    }

    /// The subscriptions to look for; a field that is null matches all.
    ///
    /// @param address the whole address, in any case
    /// @param region a region in the subscription's scope
    /// @param component a component in the subscription's scope
    /// @param failing whether it was slow or failing lately
    public record Filter(
            @Nullable String address,
            @Nullable SubscriptionState state,
            @Nullable Channel channel,
            @Nullable String region,
            @Nullable String component,
            @Nullable Boolean failing) {

        private String conditions() {
            return (address == null ? "" : " and lower(s.address) = lower(:address)")
                    + (state == null ? "" : " and s.state = :state")
                    + (channel == null ? "" : " and s.channel = :channel")
                    + (region == null ? "" : " and (s.regions = '{}' or :region = any (s.regions))")
                    + (component == null ? "" : " and (s.components = '{}' or :component = any (s.components))")
                    + (failing == null ? "" : " and (s.failing_since is not null) = :failing");
        }

        private Map<String, Object> parameters() {
            var parameters = new HashMap<String, Object>();
            put(parameters, "address", address);
            put(parameters, "state", state == null ? null : word(state));
            put(parameters, "channel", channel == null ? null : word(channel));
            put(parameters, "region", region);
            put(parameters, "component", component);
            put(parameters, "failing", failing);
            return parameters;
        }

        private static void put(Map<String, Object> parameters, String name, @Nullable Object value) {
            if (value != null) {
                parameters.put(name, value);
            }
        }
    }

    /// @param after the id of the last one seen, or null; nothing comes after an id that does not exist
    public List<Subscription> oldestFirst(Filter filter, @Nullable String after, int most) {
        var place = after == null
                ? ""
                : " and (s.created_at, s.id) > (select l.created_at, l.id from subscription l where l.id = :after)";
        var query = session.createNativeQuery(
                        "select s.* from subscription s where operator is null%s%s order by s.created_at, s.id limit :most"
                                .formatted(place, filter.conditions()),
                        SubscriptionEntity.class)
                .setReadOnly(true)
                .setParameter("most", most);
        if (after != null) {
            query.setParameter("after", after);
        }
        filter.parameters().forEach(query::setParameter);
        return query.getResultStream().map(SubscriptionEntity::subscription).toList();
    }
}
