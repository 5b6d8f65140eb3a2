package dev.tocsin.incident.detection.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Json;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// Kept state as JSON, in the contract's dialect.
record JsonSerde<T>(Class<T> type) implements Serde<T> {

    @Override
    public Serializer<T> serializer() {
        return (_, state) -> write(state);
    }

    @Override
    public Deserializer<T> deserializer() {
        return (_, bytes) -> read(bytes);
    }

    private byte @Nullable [] write(@Nullable T state) {
        try {
            return state == null ? null : Json.mapper().writeValueAsBytes(state);
        } catch (JsonProcessingException e) {
            throw new SerializationException("state cannot be written", e);
        }
    }

    private @Nullable T read(byte @Nullable [] bytes) {
        try {
            return bytes == null ? null : Json.mapper().readValue(bytes, type);
        } catch (IOException e) {
            throw new SerializationException("state cannot be read", e);
        }
    }
}
