package dev.tocsin.incident.trust.figures.stream;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Ids;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.incident.kafka.Consumption;
import dev.tocsin.incident.kafka.EventSource;
import dev.tocsin.incident.trust.figures.stream.FigureMonitor.Result;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.DeadLetter;
import dev.tocsin.support.kafka.Received.Known;
import dev.tocsin.support.kafka.Unavailability;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/// Counts the health events of one partition of the log, and publishes the minutes that are over.
///
/// Detection reads the same log and puts unreadable records aside, so they are only passed over here.
@SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
final class FigureProcessor implements Processor<String, byte[], String, byte[]> {

    private static final long FUTURE = Duration.ofSeconds(10).toMillis();

    /// The time for which the log keeps events.
    private static final long OLDEST = Duration.ofDays(7).toMillis();

    private final FigureMonitor monitor;
    private final long every;
    private ProcessorContext<String, byte[]> context;
    private SeriesStore series;
    private long clock;
    private long publishedAt;

    /// @param every the interval at which minutes that are over are published, by the clock of the log
    FigureProcessor(FigureMonitor monitor, Duration every) {
        this.monitor = monitor;
        this.every = every.toMillis();
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        this.context = context;
        series = new SeriesStore(context.getStateStore(FigureTopology.SERIES));
    }

    @Override
    public void process(Record<String, byte[]> record) {
        clock = Math.max(clock, record.timestamp());
        var consumed = Consumption.of(record, context.recordMetadata().orElseThrow());
        if (CloudEvents.read(consumed) instanceof Known(HealthObserved ask, var _, var _)) {
            count(ask, record, consumed);
        }
        // All partitions publish at the same times, so that they share a commit.
        if (clock / every != publishedAt / every) {
            publishedAt = clock;
            publish(record);
        }
        monitor.processed();
    }

    /// The state changes only after everything that may fail, so a record that fails leaves nothing behind.
    private void count(HealthObserved ask, Record<String, byte[]> record, ConsumerRecord<String, byte[]> consumed) {
        try {
            monitor.read(isPossible(ask) ? series.count(ask) : Result.REFUSED);
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            var reason = "it could not be counted: " + Unavailability.firstLine(e);
            var letter = DeadLetter.record(consumed, reason);
            context.forward(
                    new Record<>(letter.key(), letter.value(), record.timestamp(), letter.headers()),
                    Topic.DEAD_LETTERS.name());
            monitor.buried(consumed, reason);
        }
    }

    private boolean isPossible(HealthObserved ask) {
        var time = ask.time().toEpochMilli();
        return time > clock - OLDEST
                && time <= clock + FUTURE
                && ask.latencyMillis() >= 0
                && Ids.isId(ask.check())
                && Ids.isId(ask.vantagePoint());
    }

    private void publish(Record<String, byte[]> record) {
        series.publish(clock, minute -> forward(minute, record));
        context.commit();
    }

    private void forward(Event event, Record<String, byte[]> record) {
        var headers = CloudEvents.headers(EventSource.NAME, event, null);
        context.forward(
                new Record<>(event.key(), CloudEvents.data(event), record.timestamp(), headers),
                Topic.MINUTE_FIGURES.name());
    }
}
