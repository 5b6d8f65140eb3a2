package dev.tocsin.incident.recurrence.scheduler;

import dev.tocsin.engine.correlation.TraceEntry;
import dev.tocsin.engine.correlation.TraceEntry.Rule;
import dev.tocsin.engine.recurrence.Recurrence;
import dev.tocsin.incident.postgres.WhenClosing;
import dev.tocsin.incident.recurrence.store.Recurrences;
import dev.tocsin.incident.writer.store.Trace;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/// Compares each incident that has new events with earlier ones, and notes in its trace the traits that they share.
@ApplicationScoped
class RecurrenceRounds {

    private static final Logger LOG = Logger.getLogger(RecurrenceRounds.class);

    private final Recurrences recurrences;
    private final Trace trace;
    private final Clock clock;
    private final Map<String, Long> compared = new HashMap<>();

    RecurrenceRounds(Recurrences recurrences, Trace trace, Clock clock) {
        this.recurrences = recurrences;
        this.trace = trace;
        this.clock = clock;
    }

    @Scheduled(
            every = "5s",
            delayed = "5s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = WhenClosing.class)
    void compare() {
        try {
            compareActive();
        } catch (RuntimeException e) {
            LOG.warnf("Incidents could not be compared with earlier ones; next try soon: %s", e.toString());
        }
    }

    private void compareActive() {
        var active = recurrences.active();
        compared.keySet().retainAll(active.keySet());
        for (var incident : active.entrySet()) {
            if (!incident.getValue().equals(compared.get(incident.getKey()))) {
                note(incident.getKey(), incident.getValue());
                compared.put(incident.getKey(), incident.getValue());
            }
        }
    }

    private void note(String incident, long number) {
        for (var recurrence : recurrences.of(incident)) {
            trace.note(new TraceEntry(
                    clock.instant(),
                    incident,
                    List.of(),
                    Rule.RECURRED,
                    "%s/%d".formatted(incident, number),
                    recurrence.text(),
                    numbers(recurrence)));
        }
    }

    private static Map<String, String> numbers(Recurrence recurrence) {
        var numbers = new LinkedHashMap<String, String>();
        numbers.put("components", String.join(", ", recurrence.components()));
        numbers.put("incidents", Integer.toString(recurrence.incidents().size()));
        recurrence
                .shared()
                .forEach(shared -> numbers.put(
                        "%s %s".formatted(shared.trait(), shared.value()), Integer.toString(shared.incidents())));
        return numbers;
    }
}
