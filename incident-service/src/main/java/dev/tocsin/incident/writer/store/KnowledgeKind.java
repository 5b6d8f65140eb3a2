package dev.tocsin.incident.writer.store;

import jakarta.persistence.EnumeratedValue;

/// What sort of thing a document of the correlator's state is about.
enum KnowledgeKind {
    CATALOG("catalog"),
    ARRIVING("arriving"),
    CLOCK("clock"),
    NOW("now"),
    ARRIVAL("arrival"),
    CELL("cell"),
    CHANGE("change"),
    RECORD("record"),
    WINDOW("window");

    /// As it stands in the table.
    @EnumeratedValue
    private final String word;

    KnowledgeKind(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
