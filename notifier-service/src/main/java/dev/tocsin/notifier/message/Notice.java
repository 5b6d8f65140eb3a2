package dev.tocsin.notifier.message;

import dev.tocsin.contract.delivery.NoticeKind;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing to tell one subscriber.
///
/// @param id of its delivery, the same at each attempt
/// @param first the id of the first delivery about the same to this subscriber: what a mail answers to
/// @param subject the title as that first one told it, so that mails stay together
/// @param page where it can be followed
/// @param missed the numbers of earlier notices that could not be delivered, for which this one stands
/// @param digest the notices that it tells together, itself among them, in the order in which they were decided; null
///     when it tells itself alone
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

    /// The same as another kind of notice.
    Notice as(NoticeKind other) {
        return new Notice(id, first, subject, other, report, page, missed, digest);
    }
}
