package dev.tocsin.notifier.delivery.store;

import java.util.List;
import java.util.Map;
import org.hibernate.query.SelectionQuery;

/// The subscriptions for which something is decided at once, as conditions of the statements that decide.
///
/// @param whom SQL, with the subscription's id as `{id}`
/// @param place SQL for the subscription's place within its channel; those up to [#MOST] belong to the portion
/// @param parameters the parameters of `whom`
record Portion(String whom, String place, Map<String, Object> parameters) {

    /// The number of subscriptions of each channel in [#BEGINNING].
    static final int MOST = 500;

    private static final String FIRST = "1";

    /// The first subscriptions of each channel, few enough that no channel waits for the crowd of another. The
    /// statement looks at all subscriptions that are concerned.
    static final Portion BEGINNING = new Portion("true", "row_number() over (partition by s.channel)", Map.of());

    Portion {
        parameters = Map.copyOf(parameters);
    }

    static Portion of(List<String> subscriptions) {
        return new Portion("{id} = any (:some)", FIRST, Map.of("some", subscriptions.toArray(String[]::new)));
    }

    /// @param after the id after which the portion begins
    /// @param last the id with which the portion ends
    static Portion between(String after, String last) {
        return new Portion("{id} > :after and {id} <= :last", FIRST, Map.of("after", after, "last", last));
    }

    /// Restricts a decision to this portion.
    ///
    /// @param decision SQL with `{whom}` as a condition, and `{place}` as a column
    /// @param id SQL for the subscription's id in the decision
    String in(String decision, String id) {
        return decision.replace("{whom}", whom.replace("{id}", id)).replace("{place}", place);
    }

    /// Whether a decision that was taken for `many` of the portion was taken for all of it.
    boolean isComplete(int many) {
        return place.equals(FIRST) || many < MOST;
    }

    <T> SelectionQuery<T> with(SelectionQuery<T> query) {
        return about(query).setParameter("most", MOST);
    }

    /// The same for a query without `{place}`, which looks at the whole portion.
    <T> SelectionQuery<T> about(SelectionQuery<T> query) {
        parameters.forEach(query::setParameter);
        return query;
    }
}
