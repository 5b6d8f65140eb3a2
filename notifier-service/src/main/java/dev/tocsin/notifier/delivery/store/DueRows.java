package dev.tocsin.notifier.delivery.store;

/// How a statement finds deliveries that are due, so that it reads no more than those, whatever the planner believes.
///
/// In a calm hour nothing is due, and the planner's statistics say so for minutes after a crowd of deliveries was
/// queued. A statement that joins what is due with something then begins with all that is due, and reads the crowd each
/// time. So what is due is either looked up for each subscription, which `offset 0` keeps out of the join, or it is
/// looked up by its id, and that it is due is asked in a form that the planner takes for true of every second row.
final class DueRows {

    /// Of a delivery `d`, which is looked up by its id or position: whether it is due.
    static final String IS_DUE = "case d.state when 'due' then true else false end";

    private DueRows() {}

    /// For the `from` of a statement, as `due`: the positions of what is due to a subscription.
    ///
    /// @param subscription SQL for the subscription's id, such as `s.id`; `s` stands before this in the `from`
    static String to(String subscription) {
        return to(subscription, "true");
    }

    /// @param condition what else is true of delivery `e`; not its lane, for then the index of the lane would do too
    static String to(String subscription, String condition) {
        return found(subscription, condition, "");
    }

    /// The same without what somebody else changes at this moment, so that nobody waits for anybody in a circle. For
    /// changes that do no harm when they miss one.
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
