package dev.tocsin.incident.detection.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.engine.detection.PartitionMemory;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/// One partition's memory as a store of Kafka Streams. It is decoded on the heap; before each commit, only the latest
/// state of each changed entry goes to the changelog.
///
/// Streams announces a coming commit to a custom store through `CachedStateStore`, which is not part of its public
/// API; see decision 12.
@SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
final class DetectionStore implements StateStore, CachedStateStore<Object, Object> {

    private static final String PARTITION = "partition/";

    private final String name;
    private final StateForm form = new StateForm();
    private InternalProcessorContext<?, ?> context;
    private PartitionMemory memory;
    private boolean open;

    private DetectionStore(String name) {
        this.name = name;
    }

    PartitionMemory memory() {
        return memory;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        this.context = (InternalProcessorContext<?, ?>) context;
        this.memory = new PartitionMemory(context.taskId().partition());
        this.open = true;
        context.register(root, this::restore);
    }

    private void restore(byte[] key, byte[] value) {
        if (value == null) {
            return;
        }
        if (new String(key, UTF_8).startsWith(PARTITION)) {
            memory.restore(StateForm.readPartition(value));
        } else {
            memory.restore(StateForm.readCell(value));
        }
    }

    @Override
    public void flushCache() {
        if (memory.isChanged()) {
            memory.save(cell -> log(cell.cell().toString(), form.write(cell)));
            log(PARTITION + memory.partition().partition(), form.write(memory.partition()));
        }
    }

    private void log(String key, byte[] value) {
        context.logChange(
                name, Bytes.wrap(key.getBytes(UTF_8)), value, memory.partition().clock(), Position.emptyPosition());
    }

    @Override
    public void clearCache() {}

    @Override
    public boolean setFlushListener(CacheFlushListener<Object, Object> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        open = false;
        memory = new PartitionMemory(memory.partition().partition());
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /// Builds stores that always have a changelog.
    record Builder(String name) implements StoreBuilder<DetectionStore> {

        @Override
        public DetectionStore build() {
            return new DetectionStore(name);
        }

        @Override
        public StoreBuilder<DetectionStore> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<DetectionStore> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<DetectionStore> withLoggingEnabled(Map<String, String> config) {
            return this;
        }

        @Override
        public StoreBuilder<DetectionStore> withLoggingDisabled() {
            throw new UnsupportedOperationException("the state of detection needs its changelog in Kafka");
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return true;
        }
    }
}
