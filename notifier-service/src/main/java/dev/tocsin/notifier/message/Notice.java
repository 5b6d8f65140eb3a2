package dev.tocsin.notifier.message;

import dev.tocsin.contract.delivery.NoticeKind;
import java.net.URI;
import java.util.List;

/// One thing to tell one subscriber.
///
/// @param id of its delivery, the same at each attempt
/// @param first the id of the first delivery about the same to this subscriber: what a mail answers to
/// @param subject the title as that first one told it, so that mails stay together
/// @param page where it can be followed
/// @param missed the numbers of earlier notices that could not be delivered, for which this one stands
public record Notice(
        String id, String first, String subject, NoticeKind kind, Report report, URI page, List<Long> missed) {

    public Notice {
        missed = List.copyOf(missed);
    }

    public Notice(String id, String first, String subject, NoticeKind kind, Report report, URI page) {
        this(id, first, subject, kind, report, page, List.of());
    }
}
