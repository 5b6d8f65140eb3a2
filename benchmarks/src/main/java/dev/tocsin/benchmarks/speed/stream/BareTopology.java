package dev.tocsin.benchmarks.speed.stream;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.health.HealthObservedReader;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/// The least that a topology on the log can do: it parses each record, counts by vantage point, and puts each
/// thousandth count into a small store with a changelog and forwards it.
final class BareTopology {

    private static final String COUNTS = "counts";
    private static final int RARELY = 1_000;

    private BareTopology() {}

    /// @param taken counts health events
    static Topology of(AtomicLong taken) {
        return new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        "log",
                        Serdes.String().deserializer(),
                        Serdes.ByteArray().deserializer(),
                        Topic.HEALTH_EVENTS.topicName())
                .addProcessor("bare", () -> new CountingProcessor(taken), "log")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(COUNTS), Serdes.String(), Serdes.Long()),
                        "bare")
                .addSink(
                        "out",
                        Topic.STATUS_HISTORY.topicName(),
                        Serdes.String().serializer(),
                        Serdes.Long().serializer(),
                        "bare");
    }

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private static final class CountingProcessor implements Processor<String, byte[], String, Long> {

        private final AtomicLong taken;
        private final Map<String, Long> counts = new HashMap<>();
        private ProcessorContext<String, Long> context;
        private KeyValueStore<String, Long> store;

        private CountingProcessor(AtomicLong taken) {
            this.taken = taken;
        }

        @Override
        public void init(ProcessorContext<String, Long> context) {
            this.context = context;
            this.store = context.getStateStore(COUNTS);
        }

        @Override
        public void process(Record<String, byte[]> record) {
            var event = HealthObservedReader.read(record.value());
            if (event != null) {
                var count = counts.merge(event.vantagePoint(), 1L, Long::sum);
                if (count % RARELY == 0) {
                    store.put(event.vantagePoint(), count);
                    context.forward(new Record<>(event.vantagePoint(), count, record.timestamp()));
                }
                taken.lazySet(taken.get() + 1);
            }
        }
    }
}
