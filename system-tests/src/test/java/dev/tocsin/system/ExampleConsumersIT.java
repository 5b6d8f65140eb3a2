package dev.tocsin.system;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.system.Standalone.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The programs of `docs/consuming-topics.md` read what is on the topic.
@SharesStandalone
class ExampleConsumersIT {

    private static final Path EXAMPLES = Standalone.HOME.resolve("docs/examples");
    private static final Path LIBRARIES = Standalone.HOME.resolve("incident-service/target/quarkus-app/lib/main");

    @Test
    void theProgramInJava(Standalone tocsin) throws IOException {
        PlainConsumerIT.awaitAnIncident(tocsin);

        var java = ProcessHandle.current().info().command().orElseThrow();
        printsTheLatestOfEachIncident(
                tocsin,
                Standalone.run(
                        java,
                        "-cp",
                        classPath(),
                        EXAMPLES.resolve("PublicIncidents.java").toString(),
                        tocsin.kafka(),
                        "--once"));
    }

    @Test
    @NeedsClient(OtherClient.CONFLUENT_KAFKA)
    void theProgramInPython(Standalone tocsin) {
        PlainConsumerIT.awaitAnIncident(tocsin);

        printsTheLatestOfEachIncident(
                tocsin,
                OtherClient.CONFLUENT_KAFKA.program(EXAMPLES.resolve("public_incidents.py"), tocsin.kafka(), "--once"));
    }

    @Test
    @NeedsClient(OtherClient.KAFKAJS)
    void theProgramInNode(Standalone tocsin) {
        PlainConsumerIT.awaitAnIncident(tocsin);

        printsTheLatestOfEachIncident(
                tocsin,
                OtherClient.KAFKAJS.program(EXAMPLES.resolve("public-incidents.mjs"), tocsin.kafka(), "--once"));
    }

    private static void printsTheLatestOfEachIncident(Standalone tocsin, Finished finished) {
        assertThat(finished.exitCode()).as(finished.output()).isZero();
        var latest = new HashMap<String, Long>();
        new Log(tocsin.kafka())
                .events(Topic.PUBLIC_INCIDENTS, PublicIncidentSnapshot.class)
                .forEach(snapshot -> latest.merge(
                        snapshot.incident().id(), snapshot.incident().number(), Math::max));
        var printed = finished.output();
        assertThat(latest)
                .isNotEmpty()
                .allSatisfy((incident, number) -> assertThat(printed).contains("%s\t%d\t".formatted(incident, number)));
    }

    /// As the page says.
    private static String classPath() throws IOException {
        try (var jars = Files.list(LIBRARIES)) {
            return jars.map(Path::toString)
                    .filter(jar -> Stream.of("kafka-clients-", "com.fasterxml.jackson.core.", "slf4j-api-")
                            .anyMatch(jar::contains))
                    .collect(joining(":"));
        }
    }
}
