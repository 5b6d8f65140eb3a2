package dev.tocsin.incident.trust.uptime.topic;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.status.CellStatusEvent;
import dev.tocsin.engine.uptime.VerdictChange;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.Received.Known;
import dev.tocsin.support.kafka.WholeTopic;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads `tocsin.status-history` from its beginning, without the store.
@ApplicationScoped
public class HistoryReader {

    private final Map<String, Object> kafka;

    HistoryReader(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.kafka = kafka;
    }

    /// The verdict changes of each cell before `end`, as far as they are published.
    ///
    /// @throws org.apache.kafka.common.KafkaException when Kafka does not answer
    public Map<Cell, List<VerdictChange>> turnsBefore(Instant end) {
        var turns = new HashMap<Cell, List<VerdictChange>>();
        new WholeTopic(kafka, Topic.STATUS_HISTORY).read(record -> {
            if (CloudEvents.read(record) instanceof Known(CellStatusEvent event, var _, var _)) {
                VerdictChange.of(event)
                        .filter(turn -> turn.at().isBefore(end))
                        .ifPresent(turn -> turns.computeIfAbsent(turn.cell(), _ -> new ArrayList<>())
                                .add(turn));
            }
        });
        return turns;
    }
}
