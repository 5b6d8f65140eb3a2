package dev.tocsin.benchmarks.speed;

import java.util.List;
import java.util.Map;

/// A part of detection that a thread spends time on, identified by the innermost stack frame that belongs to a part.
public enum DetectionPart {
    /// Headers and JSON.
    PARSE,
    /// The work of [dev.tocsin.engine.detection.Detection].
    DECIDE,
    /// States as bytes for the changelog.
    ENCODE,
    /// Sending these bytes.
    CHANGELOG,
    /// Status changes, counts and dead letters.
    FORWARD,
    /// The rest of a commit.
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
