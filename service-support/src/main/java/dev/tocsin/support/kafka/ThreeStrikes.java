package dev.tocsin.support.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/// Gives records to their handler so that none stops those behind it: a record that fails three times for a
/// reason of its own is put aside. While Kafka or the database is away, the handling is tried again for as
/// long as it takes.
///
/// Blocks its caller, which is the worker thread of a channel: the channel goes on polling meanwhile, so that
/// the consumer stays in its group.
@ApplicationScoped
public class ThreeStrikes {

    private static final int STRIKES = 3;
    private static final Logger LOG = Logger.getLogger(ThreeStrikes.class);

    private final DeadLetters deadLetters;
    private final Closing closing;

    ThreeStrikes(DeadLetters deadLetters, Closing closing) {
        this.deadLetters = deadLetters;
        this.closing = closing;
    }

    /// Gives records to their handler all at once; if that fails for a reason of their own, one by one.
    ///
    /// @throws Superseded when they belong to another instance by now
    /// @throws CancellationException when the service ends first; they are read again after a restart
    public void handle(List<ConsumerRecord<String, byte[]>> records, RecordHandler handler) {
        if (records.size() > 1 && isHandled(records, handler)) {
            return;
        }
        records.forEach(record -> handle(record, handler));
    }

    private void handle(ConsumerRecord<String, byte[]> record, RecordHandler handler) {
        for (var strike = 1; ; strike++) {
            try {
                untilAvailable(() -> handler.handle(List.of(record)));
                return;
            } catch (Superseded | CancellationException e) {
                throw e;
            } catch (UnusableRecord e) {
                putAside(record, String.valueOf(e.getMessage()), handler);
                return;
            } catch (RuntimeException | StackOverflowError e) {
                LOG.infof(
                        e,
                        "Attempt %d to handle %s-%d@%d failed",
                        strike,
                        record.topic(),
                        record.partition(),
                        record.offset());
                if (strike == STRIKES) {
                    var reason = "its handling failed %d times: %s".formatted(STRIKES, Unavailability.firstLine(e));
                    putAside(record, reason, handler);
                    return;
                }
            }
        }
    }

    private void putAside(ConsumerRecord<String, byte[]> record, String reason, RecordHandler handler) {
        deadLetters.put(record, reason);
        untilAvailable(() -> handler.putAside(record));
    }

    private boolean isHandled(List<ConsumerRecord<String, byte[]>> records, RecordHandler handler) {
        try {
            untilAvailable(() -> handler.handle(records));
            return true;
        } catch (Superseded | CancellationException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            LOG.debug("A batch failed; its records are handled one by one", e);
            return false;
        }
    }

    private void untilAvailable(Runnable handling) {
        var backoff = new Backoff();
        while (true) {
            try {
                handling.run();
                return;
            } catch (RuntimeException e) {
                if (e instanceof Superseded || e instanceof CancellationException || !Unavailability.causes(e)) {
                    throw e;
                }
                var wait = backoff.next();
                LOG.warnf("Handling of records failed; next try in %s: %s", wait, Unavailability.firstLine(e));
                closing.sleep(wait);
            }
        }
    }
}
