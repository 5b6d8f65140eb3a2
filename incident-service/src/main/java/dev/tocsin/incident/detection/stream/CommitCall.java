package dev.tocsin.incident.detection.stream;

import org.apache.kafka.streams.processor.api.ProcessorContext;

/// One task's request for a commit, made as soon as the pace allows. Not thread-safe.
final class CommitCall {

    private final CommitPace pace;
    private final ProcessorContext<?, ?> context;
    private boolean isWaiting;

    CommitCall(CommitPace pace, ProcessorContext<?, ?> context) {
        this.pace = pace;
        this.context = context;
    }

    /// To be called after a record was forwarded that a reader waits for.
    void soon() {
        isWaiting = !pace.isDue(context.currentSystemTimeMs());
        if (!isWaiting) {
            context.commit();
        }
    }

    void ifItWaits() {
        if (isWaiting) {
            soon();
        }
    }
}
