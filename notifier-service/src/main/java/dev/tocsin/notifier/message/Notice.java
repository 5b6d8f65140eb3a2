package dev.tocsin.notifier.message;

import dev.tocsin.contract.delivery.NoticeKind;
import java.net.URI;

/// One thing to tell one subscriber.
///
/// @param id of its delivery, the same at each attempt
/// @param first the id of the first delivery of this incident to this subscriber: what a mail answers to
/// @param subject the title of the incident as that first one told it, so that mails stay together
/// @param page where the incident can be followed
public record Notice(String id, String first, String subject, NoticeKind kind, Report report, URI page) {}
