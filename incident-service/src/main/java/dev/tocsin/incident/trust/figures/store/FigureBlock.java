package dev.tocsin.incident.trust.figures.store;

import dev.tocsin.incident.trust.figures.FigureSlots;
import dev.tocsin.incident.trust.figures.form.SlotsForm;
import java.time.Instant;

/// A row: the figures of one cell in an hour or in a day.
///
/// @param at the beginning of the hour or the day
@SuppressWarnings("ArrayRecordComponent") // a row as it comes, which is compared by its key alone
record FigureBlock(String cell, Instant at, byte[] content) {

    record FigureBlockKey(String cell, Instant at) {}

    static FigureBlock of(FigureBlockKey key, FigureSlots slots) {
        return new FigureBlock(key.cell(), key.at(), SlotsForm.write(slots));
    }

    FigureBlockKey key() {
        return new FigureBlockKey(cell, at);
    }

    FigureSlots slots() {
        return SlotsForm.read(content);
    }
}
