package dev.tocsin.notifier.message;

import dev.tocsin.contract.delivery.NoticeKind;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One notification of one subscriber.
///
/// @param id of its delivery, the same at each attempt
/// @param first the id of the first delivery about the same incident or window to this subscriber: mails reply to it
/// @param subject the title as of that first delivery, so that mails stay together
/// @param page the page on which the incident or window can be followed
/// @param missed the numbers of earlier notices that could not be delivered, and that this one replaces
/// @param digest the notices that are combined, this one among them, in the order in which they were decided; null
///     when this one is sent alone
public record Notice(
        String id,
        String first,
        String subject,
        NoticeKind kind,
        Report report,
        URI page,
        List<Long> missed,
        @Nullable List<Notice> digest) {

    public Notice {
        missed = List.copyOf(missed);
        digest = digest == null ? null : List.copyOf(digest);
    }

    public Notice(
            String id, String first, String subject, NoticeKind kind, Report report, URI page, List<Long> missed) {
        this(id, first, subject, kind, report, page, missed, null);
    }

    public Notice(String id, String first, String subject, NoticeKind kind, Report report, URI page) {
        this(id, first, subject, kind, report, page, List.of());
    }

    /// The same notice as another kind.
    Notice as(NoticeKind other) {
        return new Notice(id, first, subject, other, report, page, missed, digest);
    }
}
