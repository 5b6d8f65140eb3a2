package dev.tocsin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.tocsin.contract.access.AccessTokenEvent;
import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.contract.change.ChangeEvent;
import dev.tocsin.contract.delivery.DeliveryEvent;
import dev.tocsin.contract.figures.FiguresEvent;
import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.contract.maintenance.MaintenanceEvent;
import dev.tocsin.contract.operator.OperatorAlertEvent;
import dev.tocsin.contract.status.CellStatusEvent;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.status.WatchEnded;
import dev.tocsin.contract.vantage.VantagePointEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// `asyncapi.yaml` says what the code does: its topics with their settings, their types, their headers.
class AsyncApiTest {

    private static final String FILE = "asyncapi.yaml";
    private static final JsonNode DOCUMENT = document();

    static Stream<Event> events() {
        return Examples.all().stream();
    }

    @Test
    void namesExactlyTheTopics() {
        var addresses = values(DOCUMENT.path("channels"))
                .map(channel -> channel.path("address").textValue())
                .toList();

        assertThat(addresses)
                .containsExactlyElementsOf(
                        Arrays.stream(Topic.values()).map(Topic::topicName).toList());
    }

    @Test
    void namesExactlyTheTypes() {
        var names = values(DOCUMENT.at("/components/messages"))
                .map(message -> message.path("name").textValue())
                .filter(name -> !name.equals("dead-letter"));

        assertThat(names).containsExactlyInAnyOrderElementsOf(EventTypes.all().values());
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void givesATopicTheSettingsThatItHas(Topic topic) {
        var kafka = channel(topic).at("/bindings/kafka");

        var settings = new TreeMap<String, String>();
        kafka.path("topicConfiguration")
                .properties()
                .forEach(setting -> settings.put(
                        setting.getKey(),
                        setting.getValue().isArray()
                                ? setting.getValue().get(0).asText()
                                : setting.getValue().asText()));
        assertThat(kafka.path("topic").textValue()).isEqualTo(topic.topicName());
        assertThat(kafka.path("partitions").intValue()).isEqualTo(topic.partitions());
        assertThat(kafka.path("replicas").intValue()).isEqualTo(3);
        assertThat(settings).containsExactlyInAnyOrderEntriesOf(topic.settings(3));
    }

    @ParameterizedTest
    @EnumSource(value = Topic.class, mode = Mode.EXCLUDE, names = "DEAD_LETTERS")
    void givesATopicTheTypesThatItCarries(Topic topic) {
        var names = values(channel(topic).path("messages"))
                .map(message -> resolve(message).path("name").textValue());

        assertThat(names)
                .containsExactlyInAnyOrderElementsOf(
                        carried(topic).map(EventTypes::typeOf).toList());
    }

    @ParameterizedTest
    @MethodSource("events")
    void saysOfATypeWhatItsSchemaSays(Event event) {
        var type = EventTypes.typeOf(event.getClass());
        var message = values(DOCUMENT.at("/components/messages"))
                .filter(each -> each.path("name").asText().equals(type))
                .findFirst()
                .orElseThrow();

        var schema = resolve(message.path("payload"));

        assertThat(schema.path("title").textValue()).isEqualTo(type);
        assertThat(message.path("summary")).isEqualTo(schema.path("description"));
    }

    @Test
    void hasNoReferenceThatLeadsNowhere() {
        var references = DOCUMENT.findParents("$ref");

        assertThat(references)
                .hasSizeGreaterThan(100)
                .allSatisfy(reference ->
                        assertThat(resolve(reference)).as("%s", reference).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("events")
    void describesTheHeadersThatAreWritten(Event event) {
        var schema = JsonSchemaFactory.getInstance(VersionFlag.V7)
                .getSchema(DOCUMENT.at("/components/schemas/CloudEventHeaders"));

        var headers = Json.mapper().createObjectNode();
        Envelope.headers("tocsin/example", event).forEach(headers::put);

        assertThat(schema.validate(headers)).isEmpty();
        assertThat(headers.properties())
                .allMatch(header -> DOCUMENT.at("/components/schemas/CloudEventHeaders/properties")
                        .has(header.getKey()));
    }

    private static Stream<Class<? extends Event>> carried(Topic topic) {
        return switch (topic) {
            case CATALOG -> family(CatalogEvent.class);
            case HEALTH_EVENTS -> family(HealthLogEvent.class);
            case VANTAGE_POINTS -> family(VantagePointEvent.class);
            case CELL_STATUS -> family(CellStatusEvent.class);
            case STATUS_HISTORY -> Stream.of(StatusChanged.class, WatchEnded.class);
            case MINUTE_FIGURES -> family(FiguresEvent.class);
            case CHANGES -> family(ChangeEvent.class);
            case MAINTENANCE -> family(MaintenanceEvent.class);
            case INCIDENT_EVENTS -> family(IncidentEvent.class);
            case INCIDENTS -> Stream.of(IncidentSnapshot.class);
            case PUBLIC_INCIDENTS -> Stream.of(PublicIncidentSnapshot.class);
            case DELIVERIES -> family(DeliveryEvent.class);
            case ACCESS_TOKENS -> family(AccessTokenEvent.class);
            case OPERATOR_ALERTS -> family(OperatorAlertEvent.class);
            case DEAD_LETTERS -> Stream.of();
        };
    }

    private static Stream<Class<? extends Event>> family(Class<? extends Event> sealed) {
        return EventTypes.all().keySet().stream().filter(sealed::isAssignableFrom);
    }

    private static JsonNode channel(Topic topic) {
        return values(DOCUMENT.path("channels"))
                .filter(channel -> channel.path("address").asText().equals(topic.topicName()))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode resolve(JsonNode reference) {
        var target = reference.path("$ref").asText();
        return target.startsWith("#") ? DOCUMENT.at(target.substring(1)) : json(target);
    }

    private static Stream<JsonNode> values(JsonNode object) {
        return StreamSupport.stream(object.spliterator(), false);
    }

    private static JsonNode json(String file) {
        try (var json = Objects.requireNonNull(Json.class.getResourceAsStream(file), file)) {
            return Json.mapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode document() {
        try (var yaml = Objects.requireNonNull(Json.class.getResourceAsStream(FILE), FILE)) {
            return new ObjectMapper()
                    .valueToTree(new Load(LoadSettings.builder().build()).loadFromInputStream(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
