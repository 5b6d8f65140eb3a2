package dev.tocsin.incident.trust.uptime.store;

import static java.util.stream.Collectors.groupingBy;

import dev.tocsin.contract.Cell;
import dev.tocsin.engine.maintenance.Window;
import dev.tocsin.engine.uptime.Amendment;
import dev.tocsin.engine.uptime.MaintenanceSpan;
import dev.tocsin.engine.uptime.Span;
import dev.tocsin.engine.uptime.UptimeInputs;
import dev.tocsin.engine.uptime.VerdictChange;
import dev.tocsin.incident.postgres.JsonDocuments;
import dev.tocsin.incident.postgres.ReaderSessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.hibernate.Session;

/// Verdict changes, amendments and windows; changes and amendments are only ever added.
@ApplicationScoped
public class UptimeStore {

    private final TurnRepository turns;
    private final AmendmentRepository amendments;
    private final UptimeOffsetRepository offsets;
    private final ReaderSessions readers;

    UptimeStore(
            TurnRepository turns,
            AmendmentRepository amendments,
            UptimeOffsetRepository offsets,
            ReaderSessions readers) {
        this.turns = turns;
        this.amendments = amendments;
        this.offsets = offsets;
        this.readers = readers;
    }

    /// Stores verdict changes and the next offsets in one transaction. A change that is stored already stays as it is.
    ///
    /// @param nextOffsets the next offset of each partition that was read
    @Transactional
    public void keep(List<VerdictChange> turns, Map<TopicPartition, Long> nextOffsets) {
        this.turns.addNew(turns);
        offsets.put(nextOffsets);
    }

    /// The offsets from which to read on; a partition without a stored offset is missing.
    @Transactional
    public Map<TopicPartition, Long> offsets() {
        return offsets.all();
    }

    /// @param draft an amendment that gets its id here
    @Transactional
    public Amendment add(Amendment draft) {
        var stored = new AmendmentEntity(draft);
        amendments.persistAndFlush(stored);
        return stored.amendment();
    }

    /// All amendments, in the order in which they were made.
    public List<Amendment> amendments() {
        return readers.read(AmendmentRepository::all);
    }

    /// All inputs of the figures of these cells over the span, as of one point in time.
    public UptimeInputs inputs(Collection<Cell> cells, Span span) {
        return readers.read(session -> new UptimeInputs(
                TurnRepository.of(cells, span, session).stream().collect(groupingBy(VerdictChange::cell)),
                AmendmentRepository.all(session),
                works(span, session)));
    }

    private static List<MaintenanceSpan> works(Span span, Session session) {
        return session.createNativeQuery(
                        "select document from maintenance_window where starts_at < :to and ends_at > :from",
                        String.class)
                .setParameter("to", span.to())
                .setParameter("from", span.from())
                .getResultStream()
                .map(document -> MaintenanceSpan.of(JsonDocuments.read(document, Window.class)))
                .flatMap(Optional::stream)
                .toList();
    }
}
