package dev.tocsin.notifier.subscription.csv;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.store.SubscriptionRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;

/// Reads the confirmed subscriptions of mail and webhooks, some at a time. The addresses of other channels are
/// secrets.
@ApplicationScoped
class SubscriptionExport {

    private static final int AT_ONCE = 1000;
    private static final List<Channel> CHANNELS = List.of(Channel.EMAIL, Channel.WEBHOOK);

    private final SubscriptionRepository store;

    SubscriptionExport(SubscriptionRepository store) {
        this.store = store;
    }

    Iterable<String[]> rows() {
        return ExportedRows::new;
    }

    private final class ExportedRows implements Iterator<String[]> {

        private final Queue<Subscription> read = new ArrayDeque<>();
        private String last = "";
        private boolean isEnd;

        @Override
        public boolean hasNext() {
            if (read.isEmpty() && !isEnd) {
                read.addAll(store.confirmed(CHANNELS, last, AT_ONCE));
                isEnd = read.size() < AT_ONCE;
            }
            return !read.isEmpty();
        }

        @Override
        public String[] next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            var next = read.remove();
            last = next.id();
            return SubscriptionRow.cells(next);
        }
    }
}
