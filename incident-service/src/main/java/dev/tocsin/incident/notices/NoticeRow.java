package dev.tocsin.incident.notices;

import dev.tocsin.contract.delivery.DeliveryEvent.DeliveryHead;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A delivery as notifier-service lists it.
///
/// @param state `due`, `delivered`, `covered` or `given-up`
/// @param attempt how often it was tried
/// @param nextAt when it is tried next; null unless it is due
/// @param why why the subscriber gets it, such as `outage`; null for planned work and for old notices
/// @param reason why it is tried again or was given up; null otherwise
/// @param coveredBy the id of the delivery that covered it, or null
public record NoticeRow(
        DeliveryHead delivery,
        String state,
        int attempt,
        Instant queuedAt,
        @Nullable Instant nextAt,
        @Nullable Instant endedAt,
        @Nullable String why,
        @Nullable String reason,
        @Nullable String coveredBy) {

    /// It stands before the incident's id in notices to operators.
    private static final String OPERATORS = "operators/";

    /// Whether it goes to a channel of operators, which the catalog defines.
    public boolean isToOperators() {
        return delivery.incident().startsWith(OPERATORS);
    }

    /// The id of the incident; meaningless for planned work.
    public String incident() {
        return isToOperators() ? delivery.incident().substring(OPERATORS.length()) : delivery.incident();
    }

    public boolean isGivenUp() {
        return state.equals("given-up");
    }

    public String word() {
        return Labels.of(state);
    }

    /// Such as `email`.
    public String channel() {
        return delivery.channel().name().toLowerCase(Locale.ROOT);
    }

    /// Such as `Opening`, or the stage of planned work.
    public String kind() {
        var planned = delivery.maintenance();
        var kind = planned == null ? delivery.kind() : planned.stage();
        return Labels.of(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /// The reason why the subscriber is notified, as a clause after `because`; empty where none is known.
    public String because() {
        if (delivery.maintenance() != null) {
            return "planned work affects what the subscription includes";
        }
        return switch (why) {
            case "outage" -> "an outage affects what the subscription includes";
            case "post" -> "an operator posted an update";
            case "worse" -> "the incident is more severe than any notice before said";
            case "change" -> "the title, state or severity changed, and the last notice was not recent";
            case "resolution" -> "the incident is resolved";
            case "recovery" -> "nothing that the subscription includes is affected any more";
            case null, default -> "";
        };
    }
}
