package dev.tocsin.benchmarks.faults;

import dev.tocsin.contract.delivery.NoticeKind;

/// A copy of a notice that reached an endpoint.
///
/// @param id of the notice, the same for each copy
/// @param sequence rises with each notice of an incident
/// @param accepted whether the endpoint took it
/// @param nanos when, by [System#nanoTime()]
public record Receipt(
        int subscriber, String incident, String id, long sequence, NoticeKind kind, boolean accepted, long nanos) {}
