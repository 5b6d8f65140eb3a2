package dev.tocsin.support.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.change.ChangeReverted;
import dev.tocsin.support.kafka.Received.Known;
import dev.tocsin.support.kafka.Received.Tombstone;
import dev.tocsin.support.kafka.Received.Unreadable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The scenarios of the CloudEvents conformance suite's Kafka binding, on an event of ours, and what is not readable.
class CloudEventsTest {

    private static final String TYPE = "tocsin.change.reverted.v1";
    private static final String SOURCE = "/mycontext/subcontext";
    private static final ChangeReverted REVERTED =
            new ChangeReverted("patch-417", Instant.parse("2006-04-11T17:31:00Z"), null);
    private static final String DATA = "{\"change\":\"patch-417\",\"revertedAt\":\"2006-04-11T17:31:00Z\"}";
    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final Map<String, String> headers = new TreeMap<>(Map.of(
            "ce_specversion", "1.0",
            "ce_id", "1234-1234-1234",
            "ce_type", TYPE,
            "ce_source", SOURCE,
            "ce_time", "2018-04-05T03:56:24Z",
            "content-type", "application/json"));

    @Test
    void isWrittenInBinaryMode() {
        var written = CloudEvents.record(Topic.CHANGES, null, "tocsin/incident-service", REVERTED, TRACEPARENT);

        var found = new TreeMap<String, String>();
        written.headers().forEach(header -> found.put(header.key(), new String(header.value(), UTF_8)));
        assertThat(found)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "content-type", "application/json",
                        "ce_specversion", "1.0",
                        "ce_id", "patch-417/reverted",
                        "ce_type", TYPE,
                        "ce_source", "tocsin/incident-service",
                        "ce_subject", "patch-417",
                        "ce_time", "2006-04-11T17:31:00.000Z",
                        "traceparent", TRACEPARENT));
        assertThat(written.key()).isEqualTo("patch-417");
        assertThat(new String(written.value(), UTF_8))
                .isEqualTo("{\"change\":\"patch-417\",\"revertedAt\":\"2006-04-11T17:31:00.000Z\",\"author\":null}");
    }

    @Test
    void binaryModeIsRead() {
        assertThat(read(DATA)).isEqualTo(new Known(REVERTED, SOURCE, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/cloudevents+json",
                "application/cloudevents+json; charset=utf-8",
                "application/cloudevents+json; charset=UTF-8",
                "Application/CloudEvents+JSON",
            })
    void structuredModeIsRead(String contentType) {
        headers.clear();
        headers.put("content-type", contentType);

        assertThat(read(structured(DATA))).isEqualTo(new Known(REVERTED, SOURCE, ""));
    }

    @Test
    void aTraceGoesOnInBothModes() {
        headers.put("traceparent", TRACEPARENT);
        var binary = read(DATA);
        headers.put("content-type", "application/cloudevents+json");
        var structured = read(structured(DATA));

        assertThat(binary).isEqualTo(new Known(REVERTED, SOURCE, TRACEPARENT));
        assertThat(structured).isEqualTo(binary);
    }

    @Test
    void noValueIsATombstone() {
        assertThat(CloudEvents.read(record("check/login-page@na", null)))
                .isEqualTo(new Tombstone("check/login-page@na"));
    }

    @Test
    void aStructuredEventWithoutDataIsNoTombstone() {
        headers.put("content-type", "application/cloudevents+json");

        assertThat(read("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"" + TYPE + "\"}"))
                .isEqualTo(new Unreadable("the CloudEvent has no data"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"specversion", "id", "type", "source"})
    void whatLacksARequiredAttributeIsNoCloudEvent(String attribute) {
        headers.remove("ce_" + attribute);
        var missing = read(DATA);
        headers.put("ce_" + attribute, "");
        var empty = read(DATA);

        assertThat(missing).isEqualTo(new Unreadable("not a CloudEvent: it has no " + attribute));
        assertThat(empty).isEqualTo(missing);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    poison                              | Unrecognized token 'poison'
                    {"change":"patch-417"}              | revertedAt
                    {"change":null,"revertedAt":"2006-04-11T17:31:00Z"}     | change
                    {"change":"patch-417","revertedAt":"noon"}              | noon
                    {"change":"another","revertedAt":"2006-04-11T17:31:00Z"} | the record's key is not the event's, another
                    null                                | the CloudEvent's data is null
                    [1, 2]                              | Cannot deserialize
                    {"change":"patch-417"               | end-of-input
                    ``                                  | No content
                    """)
    void dataThatIsNotTheEventIsUnreadable(String data, String reason) {
        assertThat(read(data))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        unreadable ->
                                assertThat(unreadable.reason()).contains(reason).doesNotContain("\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "ce_specversion, 0.3, version 0.3 of CloudEvents is not known here",
        "ce_type, tocsin.change.reverted.v9, type tocsin.change.reverted.v9 is not known here",
    })
    void whatIsNewerThanTheReaderIsUnreadable(String header, String value, String reason) {
        headers.put(header, value);

        assertThat(read(DATA)).isEqualTo(new Unreadable(reason));
    }

    @Test
    void aRecordWithoutAKeyIsUnreadable() {
        assertThat(CloudEvents.read(record(null, DATA.getBytes(UTF_8))))
                .isEqualTo(new Unreadable("the record's key is not the event's, patch-417"));
    }

    @Test
    void bytesThatAreNoTextAreUnreadable() {
        assertThat(CloudEvents.read(record("patch-417", new byte[] {(byte) 0xff, 0, (byte) 0xfe})))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void aReasonIsOneShortPrintableLine() {
        headers.put("ce_type", "tocsin.\u0007\n" + "x".repeat(1000));

        assertThat(read(DATA))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        unreadable -> assertThat(unreadable.reason())
                                .hasSizeLessThan(320)
                                .doesNotContain("\n", "\u0007"));
    }

    @Test
    void aDeadLetterKeepsTheRecordAndSaysWhereItCameFrom() {
        var letter = DeadLetter.record(record("patch-417", DATA.getBytes(UTF_8)), "no reason");

        assertThat(letter.topic()).isEqualTo("tocsin.dead-letters");
        assertThat(letter.key()).isEqualTo("patch-417");
        assertThat(letter.value()).isEqualTo(DATA.getBytes(UTF_8));
        var found = new TreeMap<String, String>();
        letter.headers().forEach(header -> found.put(header.key(), new String(header.value(), UTF_8)));
        assertThat(found)
                .containsAllEntriesOf(headers)
                .containsAllEntriesOf(Map.of(
                        "dead-letter-reason", "no reason",
                        "dead-letter-topic", "tocsin.changes",
                        "dead-letter-partition", "3",
                        "dead-letter-offset", "42"));
    }

    @Test
    void aDeadLetterOfWhatKafkaWouldNotTakeSaysOnlyWhereItStands() {
        var longKey = DeadLetter.record(record("k".repeat(1_000_000), null), "no reason");
        var longValue = DeadLetter.record(record("patch-417", new byte[10_000_000]), "no reason");

        assertThat(List.of(longKey, longValue)).allSatisfy(letter -> {
            assertThat(letter.key()).isNull();
            assertThat(letter.value()).isNull();
            assertThat(letter.headers())
                    .extracting(Header::key)
                    .containsExactly(
                            "dead-letter-reason", "dead-letter-topic", "dead-letter-partition", "dead-letter-offset");
        });
    }

    private Received read(String value) {
        return CloudEvents.read(record("patch-417", value.getBytes(UTF_8)));
    }

    private ConsumerRecord<String, byte[]> record(@Nullable String key, byte @Nullable [] value) {
        var recordHeaders = new RecordHeaders();
        headers.forEach((name, header) -> recordHeaders.add(name, header.getBytes(UTF_8)));
        return new ConsumerRecord<>(
                Topic.CHANGES.topicName(),
                3,
                42,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                recordHeaders,
                Optional.empty());
    }

    private static String structured(String data) {
        return """
                {
                    "specversion": "1.0",
                    "type": "%s",
                    "time": "2018-04-05T03:56:24Z",
                    "id": "1234-1234-1234",
                    "source": "%s",
                    "datacontenttype": "application/json",
                    "data": %s
                }""".formatted(TYPE, SOURCE, data);
    }
}
