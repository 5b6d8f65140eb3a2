package dev.tocsin.standalone.subscriber;

/// A subscriber to one region, on one channel.
public sealed interface SampleSubscriber {

    String region();

    /// The address of its notices, which distinguishes it from the other subscriptions.
    String target();

    record ByWebhook(String region, String target, String secret) implements SampleSubscriber {}

    record ByMail(String region, String target) implements SampleSubscriber {}
}
