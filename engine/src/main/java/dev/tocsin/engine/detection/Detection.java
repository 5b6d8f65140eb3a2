package dev.tocsin.engine.detection;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.health.BlindnessBegan;
import dev.tocsin.contract.health.BlindnessEnded;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.contract.health.ClockTicked;
import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.RunStarted;
import dev.tocsin.contract.health.VantagePointSetAside;
import dev.tocsin.contract.health.VantagePointTakenBack;
import dev.tocsin.contract.status.CellStatusEvent;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.engine.detection.PartitionMemory.CellPlace;
import dev.tocsin.engine.detection.PartitionState.SetAside;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Detection of one partition of the log: feed it each entry in order, and publish its findings.
///
/// It is a function of the log and of the content of its memory at the start, and knows no clock but the log's. A
/// cell may change by the passing of time alone, so each watched cell has a reminder, at or before the time at which
/// that is due. Not thread-safe.
public final class Detection {

    private static final long COUNT_EVERY_MILLIS = 10_000;
    private static final long LONGEST_COUNT_MILLIS = 60_000;

    private static final Findings NOTHING = new Findings(null, List.of(), null);
    private static final Map<Reception, Findings> ONLY_RECEIVED = new EnumMap<>(Stream.of(Reception.values())
            .collect(Collectors.toMap(Function.identity(), reception -> new Findings(reception, List.of(), null))));

    private final PartitionMemory memory;
    private final PriorityQueue<Reminder> reminders = new PriorityQueue<>(Comparator.comparingLong(Reminder::time));

    private record Reminder(long time, CellPlace place) {}

    private record DueReminder(long time, CellPlace place) {

        private static final Comparator<DueReminder> IN_ORDER = Comparator.comparingLong(DueReminder::time)
                .thenComparing(due -> due.place().state().cell());
    }

    /// @param memory empty, or as it was saved
    public Detection(PartitionMemory memory) {
        this.memory = memory;
        memory.places().forEach(this::remind);
    }

    /// @param appended when the broker appended the entry; an earlier time than before leaves the clock where it is
    public Findings take(Instant appended, HealthLogEvent event) {
        memory.keep(memory.partition().at(appended.toEpochMilli()));
        var changes = whatIsDue();
        var reception = apply(event, changes);
        var counted = count();
        if (changes.isEmpty() && counted == null) {
            return reception == null ? NOTHING : Objects.requireNonNull(ONLY_RECEIVED.get(reception));
        }
        return new Findings(reception, changes, counted);
    }

    private @Nullable Reception apply(HealthLogEvent event, List<CellStatusEvent> changes) {
        switch (event) {
            case HealthObserved observed -> {
                return observe(observed, changes);
            }
            case RunStarted started -> {
                return start(started, changes);
            }
            case ClockTicked ticked -> {
                if (!Boolean.FALSE.equals(ticked.passOn())) {
                    var partition = memory.partition();
                    changes.add(new ClockAdvanced(partition.partition(), Instant.ofEpochMilli(partition.clock())));
                }
            }
            case CellChecksDefined defined -> define(defined, changes);
            case VantagePointSetAside aside -> {
                memory.keep(memory.partition().with(new SetAside(aside.vantagePoint(), aside.region())));
                passAll(aside.region(), changes);
            }
            case VantagePointTakenBack back -> {
                memory.keep(memory.partition().without(new SetAside(back.vantagePoint(), back.region())));
                passAll(back.region(), changes);
            }
            case BlindnessBegan _ -> {
                memory.keep(memory.partition().seeing(false));
                passAll(null, changes);
            }
            case BlindnessEnded _ -> {
                memory.keep(memory.partition().seeing(true));
                passAll(null, changes);
            }
        }
        return null;
    }

    private Reception observe(HealthObserved event, List<CellStatusEvent> changes) {
        var place = memory.place(event.cell());
        var reception = Detector.receive(place == null ? null : place.state(), event, memory.partition());
        if (place != null && reception == Reception.COUNTED) {
            if (Detector.answersAnew(place.state(), event)) {
                memory.keep(memory.partition().withAnswer());
            }
            apply(place, Detector.count(place.state(), event, memory.partition()), changes);
        }
        return reception;
    }

    private Reception start(RunStarted event, List<CellStatusEvent> changes) {
        var place = memory.place(event.cell());
        var reception = Detector.receive(place == null ? null : place.state(), event);
        if (place != null && reception == Reception.COUNTED) {
            apply(place, Detector.start(place.state(), event, memory.partition()), changes);
        }
        return reception;
    }

    private void define(CellChecksDefined event, List<CellStatusEvent> changes) {
        var place = memory.placeFor(event.cell());
        apply(place, Detector.define(place.state(), event, memory.partition()), changes);
    }

    private List<CellStatusEvent> whatIsDue() {
        var changes = new ArrayList<CellStatusEvent>();
        var clock = memory.partition().clock();
        var first = reminders.peek();
        if (first != null && first.time() <= clock) {
            var due = new ArrayList<DueReminder>();
            while (first != null && first.time() <= clock) {
                reminders.remove();
                dueAfter(first, clock, due);
                first = reminders.peek();
            }
            due.sort(DueReminder.IN_ORDER);
            due.forEach(now -> pass(now.place(), changes));
        }
        return changes;
    }

    /// An event has usually postponed what a reminder is for; the reminder is then set anew.
    private void dueAfter(Reminder reminder, long clock, List<DueReminder> due) {
        var place = reminder.place();
        if (place.remindedAt != reminder.time()) {
            return;
        }
        place.remindedAt = PartitionState.NEVER;
        var time = place.state().due(memory.partition());
        if (time <= clock) {
            due.add(new DueReminder(time, place));
        } else {
            remind(place);
        }
    }

    private void passAll(@Nullable String region, List<CellStatusEvent> changes) {
        memory.places().stream()
                .filter(place -> region == null || place.state().cell().region().equals(region))
                .sorted(Comparator.comparing(place -> place.state().cell()))
                .forEach(place -> pass(place, changes));
    }

    private void pass(CellPlace place, List<CellStatusEvent> changes) {
        apply(place, Detector.pass(place.state(), memory.partition()), changes);
    }

    private void apply(CellPlace place, CellDecision decision, List<CellStatusEvent> changes) {
        memory.keep(place, decision.next());
        changes.addAll(decision.changes());
        remind(place);
    }

    private void remind(CellPlace place) {
        var due = place.state().due(memory.partition());
        if (due < place.remindedAt) {
            place.remindedAt = due;
            reminders.add(new Reminder(due, place));
        }
    }

    /// A clock that jumped shows nothing about results that should have come meanwhile: Tocsin itself was not running.
    private @Nullable AgreementCounted count() {
        var partition = memory.partition();
        var over = partition.clock() - partition.countedAt();
        if (over < COUNT_EVERY_MILLIS) {
            return null;
        }
        var counted = over > LONGEST_COUNT_MILLIS ? null : AgreementCount.of(memory);
        memory.keep(partition.counted());
        return counted;
    }

    public @Nullable CellState cell(Cell cell) {
        return memory.cell(cell);
    }
}
