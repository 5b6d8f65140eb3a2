package dev.tocsin.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Somebody without a class of ours: `kcat`.
@SharesStandalone
class PlainConsumerIT {

    private static final Duration LONG = Duration.ofMinutes(3);

    private static final Pattern ID = Pattern.compile("ce_id=([0-9a-z]{12})/([0-9]+)");

    @Test
    void kcatReadsIncidentsWithCloudEventsHeadersNumberedWithoutGaps(Standalone tocsin) {
        tocsin.breakCell("search@apac", "refuse");
        await("an open incident")
                .atMost(LONG)
                .until(() -> !tocsin.openIncidents().isEmpty());
        tocsin.heal("search@apac");
        await("resolved").atMost(LONG).until(() -> tocsin.openIncidents().isEmpty());

        var events = kcat(tocsin, "tocsin.incident-events");
        var snapshots = kcat(tocsin, "tocsin.incidents");

        var numbers = new TreeMap<String, List<Long>>();
        events.forEach(line -> {
            assertThat(line)
                    .contains("ce_specversion=1.0", "ce_type=tocsin.incident.", "ce_source=tocsin/incident-service")
                    .contains("ce_id=", "ce_time=", "content-type=application/json");
            var id = ID.matcher(line);
            assertThat(id.find()).as(line).isTrue();
            numbers.computeIfAbsent(id.group(1), _ -> new ArrayList<>()).add(Long.valueOf(id.group(2)));
        });
        assertThat(numbers)
                .isNotEmpty()
                .allSatisfy(
                        (incident, seen) -> assertThat(seen.stream().distinct().toList())
                                .as(incident)
                                .containsExactlyElementsOf(LongStream.rangeClosed(1, seen.getLast())
                                        .boxed()
                                        .toList()));
        assertThat(snapshots)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("ce_type=tocsin.incident.snapshot.v1"));
    }

    private static List<String> kcat(Standalone tocsin, String topic) {
        var read = Standalone.run(
                "kcat", "-C", "-b", tocsin.kafka(), "-t", topic, "-o", "beginning", "-e", "-q", "-f", "%k %h\n");
        assertThat(read.exitCode()).as(read.output()).isZero();
        return read.output().lines().filter(line -> !line.isBlank()).toList();
    }
}
