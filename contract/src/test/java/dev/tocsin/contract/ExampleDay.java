package dev.tocsin.contract;

import dev.tocsin.contract.catalog.CheckTiming;
import java.time.Instant;

/// The names and times of the day that the examples are out of.
final class ExampleDay {

    static final Cell LOGIN = Cell.of("login@na");
    static final Cell API = Cell.of("api@na");
    static final Cell CACHE = Cell.of("cache@na");

    static final String INCIDENT = "4f7k2m9q0x1z";
    static final String PATCH = "cache-patch-417";

    static final CheckTiming TIMING = new CheckTiming(30_000, 5_000, 800, 3, 75_000);

    private ExampleDay() {}

    /// @param time like `14:10`, `14:10:03` or `14:10:03.250`
    static Instant at(String time) {
        return Instant.parse("2006-04-11T" + (time.length() == 5 ? time + ":00" : time) + "Z");
    }
}
