package dev.tocsin.incident.lifecycle.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// From where each input is read on.
final class Offsets {

    private Offsets() {}

    static Map<TopicPartition, Long> read(Connection connection) throws SQLException {
        var offsets = new HashMap<TopicPartition, Long>();
        try (var query = connection.prepareStatement("select topic, part, next_offset from input_offset");
                var rows = query.executeQuery()) {
            while (rows.next()) {
                offsets.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
            }
        }
        return Map.copyOf(offsets);
    }

    static void write(Connection connection, Map<TopicPartition, Long> offsets) throws SQLException {
        try (var upsert = connection.prepareStatement("""
                insert into input_offset (topic, part, next_offset) values (?, ?, ?)
                on conflict (topic, part) do update set next_offset = excluded.next_offset""")) {
            for (var offset : offsets.entrySet()) {
                upsert.setString(1, offset.getKey().topic());
                upsert.setInt(2, offset.getKey().partition());
                upsert.setLong(3, offset.getValue());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    static Map<TopicPartition, Long> merge(Map<TopicPartition, Long> before, Map<TopicPartition, Long> read) {
        var merged = new HashMap<>(before);
        merged.putAll(read);
        return Map.copyOf(merged);
    }
}
