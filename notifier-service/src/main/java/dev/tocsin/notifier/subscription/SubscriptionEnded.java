package dev.tocsin.notifier.subscription;

import java.time.Instant;

/// Somebody left, or an address is gone: what follows is done in the transaction in which it ended.
public record SubscriptionEnded(String subscription, Instant at) {}
