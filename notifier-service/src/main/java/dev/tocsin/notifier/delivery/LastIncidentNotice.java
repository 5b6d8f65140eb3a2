package dev.tocsin.notifier.delivery;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.incident.IncidentState;

/// The content of the last notice to a group of subscribers, for whom an incident is open.
///
/// Only two facts about its time count, so that subscribers who were notified at different times are one group.
///
/// @param isAhead whether the opening was about a later state of the incident than the present one, which a restored
///     database does not know yet
/// @param highest the highest severity of all notices
/// @param isBeforePost whether a person has posted an update since
/// @param isRecent whether the least time between two notices is not over yet
public record LastIncidentNotice(
        int episode,
        boolean isAhead,
        Severity highest,
        String title,
        IncidentState state,
        Severity severity,
        boolean isBeforePost,
        boolean isRecent) {

    boolean differsFrom(IncidentNow now) {
        return !title.equals(now.title()) || state != now.state() || severity != now.severity();
    }
}
