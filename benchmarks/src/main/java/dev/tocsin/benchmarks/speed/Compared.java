package dev.tocsin.benchmarks.speed;

/// Detection beside the other readers of the same log in the same run.
///
/// @param consumer records per second of Kafka's own tool
/// @param loadBefore the machine's average load over a minute; so is `loadAfter`
public record Compared(
        int cells,
        int partitions,
        long healthEvents,
        double consumer,
        Measured bare,
        Measured detection,
        double loadBefore,
        double loadAfter) {

    public double toConsumer() {
        return detection.perSecond() / consumer;
    }

    public double toBare() {
        return detection.perSecond() / bare.perSecond();
    }

    public double toBareOnProcessor() {
        return detection.perProcessorSecond() / bare.perProcessorSecond();
    }
}
