package dev.tocsin.engine;

import java.util.stream.LongStream;

/// The seeds with which laws are tried: few in every build, and as many as `-Dseeds=1000` says when somebody looks
/// closer.
public final class Seeds {

    private Seeds() {}

    /// @param usual how many where nothing else is said
    public static LongStream upTo(long usual) {
        return LongStream.range(0, Long.getLong("seeds", usual));
    }
}
