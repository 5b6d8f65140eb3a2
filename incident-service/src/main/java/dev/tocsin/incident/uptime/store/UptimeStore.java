package dev.tocsin.incident.uptime.store;

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

/// Turns, amendments and windows; what is kept is only ever added to.
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

    /// Stores turns and from where to read on in one transaction. A turn that is stored already stays as it is.
    ///
    /// @param nextOffsets the next offset of each partition that was read
    @Transactional
    public void keep(List<VerdictChange> turns, Map<TopicPartition, Long> nextOffsets) {
        this.turns.addNew(turns);
        offsets.put(nextOffsets);
    }

    /// From where to read on; a partition of which nothing was stored yet is not in it.
    @Transactional
    public Map<TopicPartition, Long> offsets() {
        return offsets.all();
    }

    /// @param draft whose id is given here
    @Transactional
    public Amendment add(Amendment draft) {
        var stored = new AmendmentEntity(draft);
        amendments.persistAndFlush(stored);
        return stored.amendment();
    }

    /// All of them, the first first.
    public List<Amendment> amendments() {
        return readers.read(AmendmentRepository::all);
    }

    /// All that figures of these cells over the span are made of, as of one moment.
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
