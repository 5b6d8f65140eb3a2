package dev.tocsin.benchmarks.speed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.benchmarks.speed.Profile.Method;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DetectionPartTest {

    private static final String TAKE = "dev.tocsin.engine.detection.Detection.take";
    private static final String PROCESS = "org.apache.kafka.streams.processor.internals.StreamTask.process";
    private static final String LOOP = "org.apache.kafka.streams.processor.internals.StreamThread.runLoop";
    private static final String COMMIT = "org.apache.kafka.streams.processor.internals.StreamThread.maybeCommit";
    private static final String FLUSH = "dev.tocsin.incident.detection.stream.DetectionStore.flushCache";
    private static final String WRITE = "dev.tocsin.incident.detection.stream.StateForm.write";

    @Test
    void theInnermostThatBelongsToAPartTellsIt() {
        assertThat(DetectionPart.of(List.of("java.util.HashMap.getNode", TAKE, PROCESS, LOOP)))
                .isEqualTo(DetectionPart.DECIDE);
        assertThat(DetectionPart.of(List.of(WRITE, FLUSH, COMMIT, LOOP))).isEqualTo(DetectionPart.ENCODE);
        assertThat(DetectionPart.of(List.of("org.apache.kafka.clients.producer.KafkaProducer.send", FLUSH, COMMIT)))
                .isEqualTo(DetectionPart.CHANGELOG);
        assertThat(DetectionPart.of(List.of("java.lang.Object.wait", COMMIT, LOOP)))
                .isEqualTo(DetectionPart.COMMIT);
        assertThat(DetectionPart.of(List.of(PROCESS, LOOP))).isEqualTo(DetectionPart.STREAMS);
        assertThat(DetectionPart.of(List.of())).isEqualTo(DetectionPart.STREAMS);
    }

    @Test
    void sharesAreOfAllTheTime() {
        var sampling = new Profile.Sampling();
        sampling.ran(List.of("a.Map.get", TAKE), 30);
        sampling.ran(List.of("a.Map.put", TAKE), 20);
        sampling.waited(List.of(COMMIT), 25);

        var profile = sampling.over(100);

        assertThat(profile.running()).isEqualTo(Map.of(DetectionPart.DECIDE, 0.5));
        assertThat(profile.waiting()).isEqualTo(Map.of(DetectionPart.COMMIT, 0.25));
        assertThat(profile.methods()).containsExactly(new Method("a.Map.get", 0.3), new Method("a.Map.put", 0.2));
    }
}
