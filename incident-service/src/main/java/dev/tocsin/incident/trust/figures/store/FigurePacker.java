package dev.tocsin.incident.trust.figures.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.tocsin.incident.trust.figures.FigureSlots;
import dev.tocsin.incident.trust.figures.FigureStep;
import dev.tocsin.incident.trust.figures.store.FigureBlock.FigureBlockKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.hibernate.Session;

/// Packs the minutes of hours that are over, and adds these hours up. Each call is one short transaction about a few
/// cells. Minutes that come later are packed by a later call, and the hour is added up again.
@ApplicationScoped
@Transactional
public class FigurePacker {

    /// Before the first cell.
    public static final String BEGINNING = "";

    /// An arbitrary number, the same in all instances: the instance that holds this lock in the database packs.
    static final long LOCK = 0x746f6373696e66L;

    private static final int MOST_CELLS = 100;

    private final Session session;
    private final FigureRepository figures;
    private final FigurePartitions partitions;

    FigurePacker(Session session, FigureRepository figures, FigurePartitions partitions) {
        this.session = session;
        this.figures = figures;
        this.partitions = partitions;
    }

    /// Packs the next cells.
    ///
    /// @param after [#BEGINNING], or the last cell of the call before
    /// @param before hours that began before this time are packed
    /// @return the last cell; empty when there is none left, or while another instance packs
    public Optional<String> pack(String after, Instant before) {
        if (!isOurs()) {
            return Optional.empty();
        }
        var cells = figures.cellsWithFragments(after, before, MOST_CELLS);
        if (cells.isEmpty()) {
            return Optional.empty();
        }
        var added = figures.takeFragments(cells, before).stream()
                .collect(groupingBy(FigureBlock::key, mapping(FigureBlock::slots, toList())));
        var hours = merged(
                FigureTable.MINUTES, added.keySet(), (key, slots) -> sum(slots, added.getOrDefault(key, List.of())));
        sumUp(hours);
        return Optional.of(cells.getLast());
    }

    private static FigureSlots sum(Optional<FigureSlots> packed, List<FigureSlots> added) {
        var parts = new ArrayList<>(added);
        packed.ifPresent(parts::add);
        return FigureSlots.sum(parts);
    }

    /// An hour of a day is replaced by the sum of its minutes.
    private void sumUp(Map<FigureBlockKey, FigureSlots> hours) {
        var days = hours.keySet().stream()
                .collect(groupingBy(key -> new FigureBlockKey(key.cell(), FigureStep.HOUR.block(key.at()))));
        merged(FigureTable.HOURS, days.keySet(), (day, packed) -> {
            var slots = packed.orElse(new FigureSlots(new TreeMap<>()));
            for (var hour : days.getOrDefault(day, List.of())) {
                var minutes = Objects.requireNonNull(hours.get(hour), "an hour of the day has no minutes");
                slots = slots.withSlot(FigureStep.HOUR.number(hour.at()), minutes.total());
            }
            return slots;
        });
    }

    private interface Merging {
        FigureSlots merge(FigureBlockKey key, Optional<FigureSlots> packed);
    }

    private Map<FigureBlockKey, FigureSlots> merged(
            FigureTable table, Collection<FigureBlockKey> keys, Merging merging) {
        partitions.ensure(table, keys.stream().map(FigureBlockKey::at).collect(toSet()));
        var packed = figures.packed(table, keys).stream().collect(toMap(FigureBlock::key, FigureBlock::slots));
        var merged = keys.stream()
                .collect(toMap(Function.identity(), key -> merging.merge(key, Optional.ofNullable(packed.get(key)))));
        figures.replace(
                table,
                merged.entrySet().stream()
                        .map(block -> FigureBlock.of(block.getKey(), block.getValue()))
                        .toList());
        return merged;
    }

    /// Drops what is older than it is kept.
    ///
    /// @return the number of dropped partitions
    public int dropOld(Duration minutes, Duration hours, Instant now) {
        return isOurs()
                ? partitions.drop(FigureTable.MINUTES, minutes, now) + partitions.drop(FigureTable.HOURS, hours, now)
                : 0;
    }

    private boolean isOurs() {
        return session.createNativeQuery("select pg_try_advisory_xact_lock(:lock)", Boolean.class)
                .setParameter("lock", LOCK)
                .getSingleResult();
    }
}
