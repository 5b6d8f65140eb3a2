package dev.tocsin.notifier.delivery.store;

import java.util.List;
import java.util.Map;
import org.hibernate.query.SelectionQuery;

/// For which subscriptions something is decided at once, as conditions of the statements that decide.
///
/// @param whom SQL, with the subscription's id as `{id}`
/// @param place SQL for how many of its channel it is; those up to [#MOST] belong to the portion
/// @param parameters of `whom`
record Portion(String whom, String place, Map<String, Object> parameters) {

    /// So many of each channel are the beginning.
    static final int MOST = 500;

    private static final String FIRST = "1";

    /// So many of each channel that no channel waits for the crowd of another. It looks at all whom that concerns.
    static final Portion BEGINNING = new Portion("true", "row_number() over (partition by s.channel)", Map.of());

    Portion {
        parameters = Map.copyOf(parameters);
    }

    static Portion of(List<String> subscriptions) {
        return new Portion("{id} = any (:some)", FIRST, Map.of("some", subscriptions.toArray(String[]::new)));
    }

    /// @param after the id behind which it begins
    /// @param last the id with which it ends
    static Portion between(String after, String last) {
        return new Portion("{id} > :after and {id} <= :last", FIRST, Map.of("after", after, "last", last));
    }

    /// The decision for this portion alone.
    ///
    /// @param decision with `{whom}` as a condition, and `{place}` as a column
    /// @param id the subscription's id in it
    String in(String decision, String id) {
        return decision.replace("{whom}", whom.replace("{id}", id)).replace("{place}", place);
    }

    <T> SelectionQuery<T> with(SelectionQuery<T> query) {
        parameters.forEach(query::setParameter);
        return query.setParameter("most", MOST);
    }
}
