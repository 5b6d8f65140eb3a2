package dev.tocsin.incident.notices.rest;

import dev.tocsin.incident.notices.CurrentNoticeQueue;
import dev.tocsin.incident.notices.NoticeQueue;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/// Asks for the queue every few seconds, also while nobody looks: notifier-service answers from memory.
@ApplicationScoped
class NoticeQueueWatch implements CurrentNoticeQueue {

    private final Notifier notifier;
    private volatile NoticeQueue latest = NoticeQueue.UNKNOWN;

    NoticeQueueWatch(Notifier notifier) {
        this.notifier = notifier;
    }

    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        latest = latest.after(notifier.ask(NotifierApi::queue));
    }

    @Override
    public NoticeQueue current() {
        return latest;
    }
}
