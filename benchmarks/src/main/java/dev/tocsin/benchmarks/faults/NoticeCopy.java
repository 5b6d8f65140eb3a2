package dev.tocsin.benchmarks.faults;

import dev.tocsin.contract.delivery.NoticeKind;

/// A copy of a notice that reached its receiver.
///
/// @param subscriber by number
/// @param id of the notice, the same for each copy
/// @param sequence rises with each notice of an incident
/// @param nanos when it came, by [System#nanoTime()]
public record NoticeCopy(
        int subscriber, String incident, String id, long sequence, NoticeKind kind, CopyResult result, long nanos) {}
