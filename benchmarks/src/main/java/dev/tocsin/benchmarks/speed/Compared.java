package dev.tocsin.benchmarks.speed;

/// Detection beside what else read the same log in the same run.
///
/// @param consumer records a second, of Kafka's own tool
/// @param loadBefore of the machine, on average over a minute; so is `loadAfter`
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
