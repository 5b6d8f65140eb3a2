package dev.tocsin.incident.detection.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Json;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// Serializes values that stay inside detection, as JSON in the contract's dialect.
record JsonSerde<T>(Class<T> type) implements Serde<T> {

    @Override
    public Serializer<T> serializer() {
        return (_, value) -> write(value);
    }

    @Override
    public Deserializer<T> deserializer() {
        return (_, bytes) -> read(bytes);
    }

    private byte @Nullable [] write(@Nullable T value) {
        try {
            return value == null ? null : Json.mapper().writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new SerializationException("%s cannot be written".formatted(type.getSimpleName()), e);
        }
    }

    private @Nullable T read(byte @Nullable [] bytes) {
        try {
            return bytes == null ? null : Json.mapper().readValue(bytes, type);
        } catch (IOException e) {
            throw new SerializationException("%s cannot be read".formatted(type.getSimpleName()), e);
        }
    }
}
