package dev.tocsin.incident.detection.stream;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;

/// Skips a record that is too large for Kafka, and reports it. Any other failure ends the thread, which is replaced.
public final class RefusedRecords implements ProductionExceptionHandler {

    /// The key of the [DetectionMonitor] among the settings of Kafka Streams.
    static final String MONITOR = "tocsin.detection.monitor";

    private DetectionMonitor monitor;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls configure before anything else
    public RefusedRecords() {}

    @Override
    public void configure(Map<String, ?> settings) {
        if (!(settings.get(MONITOR) instanceof DetectionMonitor given)) {
            throw new IllegalArgumentException("detection's monitor is missing among the settings");
        }
        monitor = given;
    }

    @Override
    public ProductionExceptionHandlerResponse handle(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        if (exception instanceof RecordTooLargeException) {
            monitor.lost(record, exception);
            return ProductionExceptionHandlerResponse.CONTINUE;
        }
        return ProductionExceptionHandlerResponse.FAIL;
    }
}
