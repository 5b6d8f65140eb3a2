package dev.tocsin.standalone.past;

/// A past that is wanted.
///
/// @param seed of what happened; the same on the same day is the same past
public record PastRequest(long seed, int days) {

    public static final String USUAL_SEED = "2006";
    public static final int FEWEST_DAYS = 3;
    public static final int MOST_DAYS = 90;
}
