package dev.tocsin.incident.notices;

import org.jspecify.annotations.Nullable;

/// The queue of notices, as notifier-service last reported it.
///
/// @param waiting the last answer; null before the first
/// @param trouble why there is no newer answer, or null
public record NoticeQueue(
        @Nullable WaitingNotices waiting, @Nullable NotifierTrouble trouble) {

    public static final NoticeQueue UNKNOWN = new NoticeQueue(null, null);

    public NoticeQueue after(NotifierAnswer<WaitingNotices> answer) {
        return switch (answer) {
            case NotifierAnswer.Success<WaitingNotices>(var content) -> new NoticeQueue(content, null);
            case NotifierAnswer.Rejected<WaitingNotices> _ -> this;
            case NotifierAnswer.Unreachable<WaitingNotices>(var why) -> new NoticeQueue(waiting, why);
        };
    }
}
