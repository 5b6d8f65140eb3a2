package dev.tocsin.support.kafka;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Turns records into stored effects, and stores with them the offsets at which reading continues.
public interface RecordHandler {

    /// Handles all of the records, or none: their effects and the next offsets are stored in one transaction. Does
    /// nothing for records that it handled before.
    ///
    /// @throws UnusableRecord for a record that can never be used; several records then come again, one by one
    /// @throws Superseded when the partitions belong to another instance by now
    void handle(List<ConsumerRecord<String, byte[]>> records);

    /// The record is on the dead letters, and is not to be read again.
    void putAside(ConsumerRecord<String, byte[]> record);
}
