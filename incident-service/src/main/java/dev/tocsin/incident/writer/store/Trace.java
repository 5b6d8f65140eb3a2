package dev.tocsin.incident.writer.store;

import dev.tocsin.contract.Cell;
import dev.tocsin.engine.correlation.TraceEntry;
import dev.tocsin.incident.postgres.ReaderSessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/// The reasons of decisions.
@ApplicationScoped
public class Trace {

    /// @param id the id after which the next page begins
    public record StoredTraceEntry(long id, TraceEntry entry) {}

    private final WriterRepository writer;
    private final TraceRepository trace;
    private final ReaderSessions readers;

    Trace(WriterRepository writer, TraceRepository trace, ReaderSessions readers) {
        this.writer = writer;
        this.trace = trace;
        this.readers = readers;
    }

    /// In the order of the decisions.
    ///
    /// @param after the id after which to go on; 0 for the first
    public List<StoredTraceEntry> of(String incident, long after, int most) {
        return readers.read(session -> TraceRepository.of(incident, after, most, session).stream()
                .map(stored -> new StoredTraceEntry(stored.id, stored.entry()))
                .toList());
    }

    /// The decisions about a cell in a span of time, in the order of time.
    public List<TraceEntry> of(Cell cell, Instant from, Instant to, int most) {
        return readers.read(session -> TraceRepository.of(cell, from, to, most, session).stream()
                .map(TraceEntity::entry)
                .toList());
    }

    /// Stores an entry, unless an entry of the same incident and rule gives the same reason.
    @Transactional
    public void note(TraceEntry entry) {
        writer.locked();
        if (!trace.isNoted(entry)) {
            trace.add(List.of(entry));
        }
    }

    /// @return the number of entries that were older
    @Transactional
    public int forgetBefore(Instant time) {
        return trace.deleteBefore(time);
    }
}
