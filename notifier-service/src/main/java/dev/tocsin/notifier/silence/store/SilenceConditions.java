package dev.tocsin.notifier.silence.store;

/// Parts of the statements that decide who is notified: which cells are silenced, and for whom. The
/// statements are about many subscriptions at once. Without a silence in force, these parts cost one look at
/// an index.
///
/// In words: a subscriber is notified because of a cell, and a silence takes that cell away. A subscriber who
/// has another cell to be notified for is notified.
public final class SilenceConditions {

    /// For `cells`: whether a row with `region` and `component` is covered by no silence that is for all subscribers.
    public static final String CELL_IS_AUDIBLE = """
            not exists (
                select from silenced q
                where q.subscriptions = '{}' and (q.regions = '{}' or region = any (q.regions))
                    and (q.components = '{}' or component = any (q.components)))""";

    /// Whether one of the `cells` that subscription `s` is about is not silenced for `s` in particular. True for a
    /// subscription that no silence names.
    public static final String SUBSCRIBER_HEARS = """
            (s.id not in (select subscription from muted) or exists (
                select from cells c
                where concerns(s, c.region, c.component) and not exists (
                    select from muted m
                    where m.subscription = s.id and (m.regions = '{}' or c.region = any (m.regions))
                        and (m.components = '{}' or c.component = any (m.components)))))""";

    /// Whether there are silences to consider.
    public static final String IS_ANY = "exists (select from silenced)";

    private SilenceConditions() {}

    /// The silences in force at `:now` that may cover notices of `:incident`, as `silenced`, and the subscriptions
    /// that they name, as `muted`: the beginning of a `with`.
    public static String ofIncident() {
        return inForce("(q.incidents = '{}' or :incident = any (q.incidents))");
    }

    /// The same for planned work, which is no incident.
    public static String ofPlannedWork() {
        return inForce("q.incidents = '{}'");
    }

    private static String inForce(String which) {
        return """
            silenced as materialized (
                select q.regions, q.components, q.subscriptions
                from silence_period p join silence q on q.id = p.silence
                where not p.ended and p.starts_at <= :now and p.ends_at > :now and %s),
            muted as materialized (
                select m.subscription, q.regions, q.components
                from silenced q, unnest(q.subscriptions) as m (subscription))""".formatted(which);
    }
}
