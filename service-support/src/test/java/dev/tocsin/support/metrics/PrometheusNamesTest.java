package dev.tocsin.support.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilterReply;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusNamesTest {

    private final PrometheusNames names = new PrometheusNames();

    @ParameterizedTest
    @CsvSource({
        "GAUGE, system.cpu.count, system.cpus",
        "GAUGE, kafka.consumer.connection.count, kafka.consumer.connections",
        "GAUGE, agroal.active.count, agroal.active",
        "GAUGE, kafka.stream.task.cache.size.bytes.total, kafka.stream.task.cache.size.bytes",
        "GAUGE, tocsin.probe.spooled, tocsin.probe.spooled",
        "COUNTER, agroal.acquire.count, agroal.acquire.count",
    })
    void aGaugeHasNoSuffixOfAHistogram(Meter.Type type, String name, String expected) {
        assertThat(names.map(id(name, null, "help", type)).getName()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "kafka.consumer.io.time.ns.total, , DENY",
        "kafka.app.info.start.time.ms, , DENY",
        "process.cpu.time, ns, DENY",
        "agroal.blocking.time.total, milliseconds, DENY",
        "tocsin.deliveries.waiting, seconds, NEUTRAL",
        "jvm.memory.used, bytes, NEUTRAL",
        "kafka.consumer.items, , NEUTRAL",
    })
    void aTimeInAnotherUnitIsLeftOut(String name, @Nullable String unit, MeterFilterReply reply) {
        assertThat(names.accept(id(name, unit, "help", Meter.Type.GAUGE))).isEqualTo(reply);
    }

    @Test
    void aTimerOfWhatIsStillOpenIsLeftOut() {
        assertThat(names.accept(id("mail.connections", null, "help", Meter.Type.LONG_TASK_TIMER)))
                .isEqualTo(MeterFilterReply.DENY);
    }

    @Test
    void whatHasNoHelpIsHelpedByItsName() {
        assertThat(names.map(id("netty.allocator.memory.used", null, null, Meter.Type.GAUGE))
                        .getDescription())
                .isEqualTo("netty allocator memory used");
        assertThat(names.map(id("http.server.connections", null, "", Meter.Type.GAUGE))
                        .getDescription())
                .isEqualTo("http server connections");
        assertThat(names.map(id("tocsin.probe.late", null, "Asks that began late", Meter.Type.GAUGE))
                        .getDescription())
                .isEqualTo("Asks that began late");
    }

    @Test
    void labelsAreInSnakeCase() {
        var id = new Meter.Id(
                "mail.bytes", Tags.of("clientName", "default", "client_id", "b"), null, "help", Meter.Type.COUNTER);

        assertThat(names.map(id).getTags())
                .extracting(tag -> tag.getKey())
                .containsExactlyInAnyOrder("client_name", "client_id");
    }

    private static Meter.Id id(String name, @Nullable String unit, @Nullable String help, Meter.Type type) {
        return new Meter.Id(name, Tags.empty(), unit, help, type);
    }
}
