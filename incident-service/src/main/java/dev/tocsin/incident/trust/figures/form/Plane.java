package dev.tocsin.incident.trust.figures.form;

/// Numbers of one kind stand together in stored figures: they are alike, so deflating them takes half the bytes that
/// it takes where kinds alternate.
enum Plane {
    /// Names, and how many values follow.
    SHAPE,
    FAILURES,
    /// The first bin of a slot, as its distance from that of the slot before.
    FIRST_BINS,
    /// The distances between the bins of a slot.
    GAPS,
    COUNTS
}
