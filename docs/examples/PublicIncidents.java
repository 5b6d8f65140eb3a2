import module java.base;
import com.fasterxml.jackson.databind.*;
import org.apache.kafka.clients.consumer.*;
import org.apache.kafka.common.*;
import org.apache.kafka.common.serialization.*;

/// Prints one line for each public snapshot of an incident: id, number, state, title and regions, with tabs between.
/// Arguments: the bootstrap address (127.0.0.1:9092 by default); `--once` ends the program at the end of the topic.
class PublicIncidents {
    static final String TOPIC = "tocsin.public-incidents";
    static final ObjectMapper JSON = new ObjectMapper();
    static final Map<String, Long> NUMBERS = new HashMap<>(); // the last that was seen of each incident

    static void main(String[] arguments) {
        var once = List.of(arguments).contains("--once");
        var server = Stream.of(arguments).filter(each -> !each.equals("--once")).findFirst().orElse("127.0.0.1:9092");
        var settings = Map.<String, Object>of(
                "bootstrap.servers", server, "isolation.level", "read_committed", "allow.auto.create.topics", "false");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var infos = consumer.partitionsFor(TOPIC);
            var partitions = infos.stream().map(each -> new TopicPartition(TOPIC, each.partition())).toList();
            if (partitions.isEmpty()) throw new KafkaException("there is no such topic");
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (!once || partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(500)).forEach(PublicIncidents::print);
            }
        } catch (KafkaException e) {
            System.err.printf("Cannot read %s at %s: %s%n", TOPIC, server, e.getMessage());
            System.exit(1);
        }
    }

    static void print(ConsumerRecord<String, byte[]> record) {
        var type = record.headers().lastHeader("ce_type");
        if (record.value() == null) {
            System.err.println(record.key() + " was removed");
        } else if (type != null && new String(type.value()).equals("tocsin.public_incident.snapshot.v1")) {
            try {
                print(JSON.readTree(record.value()));
            } catch (IOException | IllegalArgumentException e) {
                System.err.printf("Skipped %d:%d: %s%n", record.partition(), record.offset(), e.getMessage());
            }
        } // records of other types are passed over
    }

    static void print(JsonNode snapshot) {
        var incident = snapshot.required("incident");
        var id = incident.required("id").asText();
        var number = incident.required("number").asLong();
        if (number > NUMBERS.getOrDefault(id, 0L)) {
            NUMBERS.put(id, number);
            var regions = incident.path("regions").valueStream().map(JsonNode::asText).collect(Collectors.joining(","));
            System.out.println(String.join("\t", id, "" + number, incident.path("state").asText(),
                    incident.path("title").asText(), snapshot.path("withdrawn").asBoolean() ? "withdrawn" : regions));
        }
    }
}
