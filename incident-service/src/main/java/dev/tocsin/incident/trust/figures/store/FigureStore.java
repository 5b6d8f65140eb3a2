package dev.tocsin.incident.trust.figures.store;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import dev.tocsin.contract.figures.MinuteCounted;
import dev.tocsin.incident.postgres.ReaderSessions;
import dev.tocsin.incident.trust.figures.CheckFigures;
import dev.tocsin.incident.trust.figures.CheckSeries;
import dev.tocsin.incident.trust.figures.FigureHistory;
import dev.tocsin.incident.trust.figures.FigureRequest;
import dev.tocsin.incident.trust.figures.FigureSeries;
import dev.tocsin.incident.trust.figures.FigureSlots;
import dev.tocsin.incident.trust.figures.FigureStep;
import dev.tocsin.incident.trust.figures.store.FigureBlock.FigureBlockKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.hibernate.Session;

/// Adds the figures of minutes as they come, and reads figures as one sum of what is packed and what is not.
@ApplicationScoped
public class FigureStore implements FigureHistory {

    private final FigureRepository figures;
    private final FigureOffsetRepository offsets;
    private final ReaderSessions readers;

    FigureStore(FigureRepository figures, FigureOffsetRepository offsets, ReaderSessions readers) {
        this.figures = figures;
        this.offsets = offsets;
        this.readers = readers;
    }

    /// Adds the figures and stores the next offsets in one transaction. Figures before a stored offset were added
    /// before, perhaps by an instance that lost the partition meanwhile, and are passed over.
    ///
    /// @param nextOffsets the next offset of each partition that was read
    @Transactional
    public void add(List<ReadMinute> minutes, Map<TopicPartition, Long> nextOffsets) {
        // In one order, so that two instances do not wait for one another.
        var before = nextOffsets.entrySet().stream()
                .sorted(comparing(next -> next.getKey().toString()))
                .collect(toMap(Map.Entry::getKey, next -> offsets.advance(next.getKey(), next.getValue())));
        var blocks = minutes.stream()
                .filter(read -> read.offset() >= before.getOrDefault(read.partition(), 0L))
                .map(ReadMinute::minute)
                .collect(groupingBy(
                        minute -> new FigureBlockKey(minute.key(), FigureStep.MINUTE.block(minute.time())),
                        mapping(FigureStore::slots, toList())));
        figures.addFragments(blocks.entrySet().stream()
                .map(block -> FigureBlock.of(block.getKey(), FigureSlots.sum(block.getValue())))
                .toList());
    }

    private static FigureSlots slots(MinuteCounted minute) {
        return FigureSlots.of(
                FigureStep.MINUTE.number(minute.time()),
                minute.checks().stream()
                        .collect(toMap(
                                check -> new CheckSeries(check.check(), check.vantagePoint()),
                                CheckFigures::of,
                                (one, other) -> CheckFigures.sum(List.of(one, other)))));
    }

    /// The offsets from which to read on; a partition without a stored offset is missing.
    @Transactional
    public Map<TopicPartition, Long> offsets() {
        return offsets.all();
    }

    @Override
    public List<FigureSeries> of(FigureRequest request) {
        return FigureSeries.of(request, readers.read(session -> blocks(request, session)));
    }

    private static Map<Instant, ? extends Collection<FigureSlots>> blocks(FigureRequest request, Session session) {
        var table = FigureTable.of(request.step());
        var from = request.step().block(request.from());
        var packed = FigureRepository.packed(table, request.cell(), from, request.to(), session);
        var fragments = FigureRepository.fragments(request.cell(), from, request.to(), session);
        return Stream.concat(
                        packed.stream(),
                        request.step() == FigureStep.MINUTE
                                ? fragments.stream()
                                : fragments.stream().map(FigureStore::asHour))
                .collect(groupingBy(FigureBlock::at, HashMap::new, mapping(FigureBlock::slots, toList())));
    }

    private static FigureBlock asHour(FigureBlock hour) {
        return FigureBlock.of(
                new FigureBlockKey(hour.cell(), FigureStep.HOUR.block(hour.at())),
                FigureSlots.of(FigureStep.HOUR.number(hour.at()), hour.slots().total()));
    }
}
