package dev.tocsin.incident.http;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;

/// Cached values by key. The values that were requested last are kept, so that readers who name ever new keys cannot
/// fill the memory.
///
/// @param <K> the subject of a value
public final class CachedValues<K, T> {

    private final int most;
    private final Clock clock;
    private final Function<K, CachedValue.Maker<T>> makers;
    private final SequencedMap<K, CachedValue<T>> byKey = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<K, CachedValue<T>> eldest) {
            return size() > most;
        }
    };

    /// @param most the number of values that are kept
    public CachedValues(int most, Clock clock, Function<K, CachedValue.Maker<T>> makers) {
        this.most = most;
        this.clock = clock;
        this.makers = makers;
    }

    public synchronized CachedValue<T> at(K key) {
        return byKey.computeIfAbsent(key, it -> CachedValue.of(clock, makers.apply(it)));
    }
}
