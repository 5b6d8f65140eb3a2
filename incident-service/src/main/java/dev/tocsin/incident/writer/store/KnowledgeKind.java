package dev.tocsin.incident.writer.store;

import jakarta.persistence.EnumeratedValue;

/// The sort of thing that a document of the correlator's state is about.
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

    /// The kind as it is written in the table.
    @EnumeratedValue
    private final String word;

    KnowledgeKind(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
