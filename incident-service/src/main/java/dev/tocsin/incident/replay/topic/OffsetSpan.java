package dev.tocsin.incident.replay.topic;

/// The records of a partition from one offset up to another.
///
/// @param end the offset after the last record
record OffsetSpan(long begin, long end) {

    long records() {
        return Math.max(0, end - begin);
    }
}
