package dev.tocsin.notifier.subscription;

import java.time.Instant;

/// A subscriber left, or its address is gone: the effects belong to the transaction that ended the subscription.
public record SubscriptionEnded(String subscription, Instant at) {}
