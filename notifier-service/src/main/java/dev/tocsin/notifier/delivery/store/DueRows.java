package dev.tocsin.notifier.delivery.store;

/// SQL that finds due deliveries, so that a statement reads no more than those, whatever the planner believes.
///
/// In a calm hour nothing is due, and the planner's statistics say so for minutes after a crowd of deliveries was
/// queued. A statement that joins due deliveries with something then begins with all of them, and reads the crowd each
/// time. So due deliveries are found in one of two ways. They are looked up for each subscription, which `offset 0`
/// keeps out of the join. Or they are looked up by id, with a test for being due in a form that the planner takes for
/// true of every second row.
final class DueRows {

    /// Whether a delivery `d`, which is looked up by its id or position, is due.
    static final String IS_DUE = "case d.state when 'due' then true else false end";

    private DueRows() {}

    /// For the `from` of a statement, as `due`: the positions of the deliveries that are due to a subscription.
    ///
    /// @param subscription SQL for the subscription's id, such as `s.id`; `s` comes before this in the `from`
    static String to(String subscription) {
        return to(subscription, "true");
    }

    /// @param condition a further condition on delivery `e`; not on its lane, or the lane's index would do too
    static String to(String subscription, String condition) {
        return found(subscription, condition, "");
    }

    /// The same without rows that another transaction is changing, so that transactions do not wait for one another in
    /// a circle. For changes that do no harm when they miss a row.
    static String freeTo(String subscription, String condition) {
        return found(subscription, condition, "for update skip locked");
    }

    private static String found(String subscription, String condition, String lock) {
        return """
                lateral (
                    select e.position from delivery e
                    where e.state = 'due' and e.subscription = %s and %s
                    offset 0 %s) due""".formatted(subscription, condition, lock);
    }
}
