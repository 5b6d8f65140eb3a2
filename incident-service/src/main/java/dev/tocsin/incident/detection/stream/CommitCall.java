package dev.tocsin.incident.detection.stream;

import org.apache.kafka.streams.processor.api.ProcessorContext;

/// One task's wish for a commit, made as soon as the pace allows. Not safe for threads.
final class CommitCall {

    private final CommitPace pace;
    private final ProcessorContext<?, ?> context;
    private boolean isWaiting;

    CommitCall(CommitPace pace, ProcessorContext<?, ?> context) {
        this.pace = pace;
        this.context = context;
    }

    /// After something was forwarded that somebody waits for.
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
