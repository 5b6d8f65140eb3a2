package dev.tocsin.benchmarks.speed;

import java.util.List;
import java.util.Map;

/// What a thread of detection spends time on, told by the innermost of its frames that belongs to one.
public enum DetectionPart {
    /// Headers and JSON.
    PARSE,
    /// What [dev.tocsin.engine.detection.Detection] does.
    DECIDE,
    /// States as bytes for the changelog.
    ENCODE,
    /// Sending those.
    CHANGELOG,
    /// Status changes, counts and dead letters.
    FORWARD,
    /// What else a commit takes.
    COMMIT,
    /// Fetching, from the sockets to records.
    POLL,
    /// The rest of Kafka Streams.
    STREAMS;

    private static final Map<String, DetectionPart> BY_ENTRANCE = Map.of(
            "CloudEvents.read", PARSE,
            "Consumption.of", PARSE,
            "Detection.take", DECIDE,
            "StateForm.write", ENCODE,
            "DetectionStore.flushCache", CHANGELOG,
            "DetectionProcessor.publish", FORWARD,
            "DetectionProcessor.bury", FORWARD,
            "OversightProcessor.process", FORWARD,
            "StreamThread.maybeCommit", COMMIT,
            "StreamThread.pollPhase", POLL);

    /// @param frames such as `dev.tocsin.engine.detection.Detection.take`, the innermost first
    public static DetectionPart of(List<String> frames) {
        for (var frame : frames) {
            var type = frame.lastIndexOf('.', frame.lastIndexOf('.') - 1);
            var part = BY_ENTRANCE.get(frame.substring(type + 1));
            if (part != null) {
                return part;
            }
        }
        return STREAMS;
    }
}
