package dev.tocsin.standalone.past;

/// The request for a past.
///
/// @param seed of the events; the same seed on the same day gives the same past
public record PastRequest(long seed, int days) {

    public static final String USUAL_SEED = "2006";
    public static final int FEWEST_DAYS = 3;
    public static final int MOST_DAYS = 90;
}
