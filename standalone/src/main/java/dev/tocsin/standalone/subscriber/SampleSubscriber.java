package dev.tocsin.standalone.subscriber;

/// Who hears of one region, on one channel.
public sealed interface SampleSubscriber {

    String region();

    /// Where notices go, which tells it from the other subscriptions.
    String target();

    record ByWebhook(String region, String target, String secret) implements SampleSubscriber {}

    record ByMail(String region, String target) implements SampleSubscriber {}
}
