package dev.tocsin.incident.form;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// Times as a browser's form has them: local ones, in the zone that the page names beside them.
public final class FormTimes {

    private static final DateTimeFormatter ENTRY = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);

    private FormTimes() {}

    /// The time as the API takes it. An entry that is no local time stays as it is, so that its reader reports it.
    /// Where clocks are set back, the earlier of both times counts.
    public static String instant(String entered, ZoneId zone) {
        try {
            return LocalDateTime.parse(entered.strip()).atZone(zone).toInstant().toString();
        } catch (DateTimeParseException _) {
            return entered;
        }
    }

    /// The value of a field for a time.
    public static String entry(Instant at, ZoneId zone) {
        return ENTRY.format(at.atZone(zone).truncatedTo(ChronoUnit.MINUTES));
    }
}
