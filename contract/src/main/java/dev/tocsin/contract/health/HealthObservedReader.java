package dev.tocsin.contract.health;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.InternedTexts;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads health events of the usual form several times as fast as the mapper does, because there are many of them.
///
/// It never refuses an event: it leaves an unusual one (another type, a field that is missing, unknown or repeated, a
/// time in another format) to the mapper, which knows the whole dialect of the contract. From an event that it does
/// read, the mapper would read the same.
public final class HealthObservedReader {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int ALL_FIELDS = (1 << 11) - 1;
    private static final long SECONDS_A_DAY = 86_400;

    private static final Map<String, Outcome> OUTCOMES =
            Map.of("pass", Outcome.PASS, "slow", Outcome.SLOW, "fail", Outcome.FAIL, "unsure", Outcome.UNSURE);
    private static final Map<String, ErrorKind> ERRORS = errors();

    private @Nullable String check;
    private @Nullable Cell cell;
    private @Nullable String vantagePoint;
    private @Nullable String probe;
    private @Nullable Outcome outcome;
    private @Nullable Instant time;
    private double latencyMillis;
    private @Nullable Phases phases;
    private @Nullable ErrorKind error;
    private @Nullable String detail;
    private @Nullable String definition;
    private int seen;

    private HealthObservedReader() {}

    /// Null for an unusual event.
    public static @Nullable HealthObserved read(byte[] json) {
        try (var parser = FACTORY.createParser(json)) {
            return new HealthObservedReader().read(parser);
        } catch (Unusual | IOException | IllegalArgumentException | DateTimeException _) {
            return null;
        }
    }

    private @Nullable HealthObserved read(JsonParser json) throws IOException, Unusual {
        require(json.nextToken() == JsonToken.START_OBJECT);
        for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            field(name, json);
        }
        require(json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null && seen == ALL_FIELDS);
        if (check == null || cell == null || vantagePoint == null || probe == null || outcome == null || time == null) {
            return null;
        }
        return new HealthObserved(
                check, cell, vantagePoint, probe, outcome, time, latencyMillis, phases, error, detail, definition);
    }

    private void field(String name, JsonParser json) throws IOException, Unusual {
        switch (name) {
            case "check" -> check = name(json, 0);
            case "cell" -> {
                require(isText(json, 1));
                cell = cell(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
            }
            case "vantagePoint" -> vantagePoint = name(json, 2);
            case "probe" -> probe = name(json, 3);
            case "outcome" -> outcome = OUTCOMES.get(some(name(json, 4)));
            case "observedAt" -> {
                require(isText(json, 5));
                time = instant(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
            }
            case "latencyMillis" -> {
                first(6);
                latencyMillis = some(number(json));
            }
            case "phases" -> {
                first(7);
                phases = phases(json);
            }
            case "error" -> {
                var kind = name(json, 8);
                error = kind == null ? null : some(ERRORS.get(kind));
            }
            case "detail" -> detail = isText(json, 9) ? json.getText() : null;
            case "definition" -> definition = name(json, 10);
            default -> throw new Unusual();
        }
    }

    /// A text that recurs in many events; null for a JSON null.
    private @Nullable String name(JsonParser json, int place) throws IOException, Unusual {
        return isText(json, place)
                ? InternedTexts.of(json.getTextCharacters(), json.getTextOffset(), json.getTextLength())
                : null;
    }

    /// Whether the value is text; otherwise it is a JSON null.
    private boolean isText(JsonParser json, int place) throws IOException, Unusual {
        first(place);
        var token = json.nextToken();
        require(token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NULL);
        return token == JsonToken.VALUE_STRING;
    }

    private static Cell cell(char[] text, int from, int length) throws Unusual {
        var at = from;
        while (at < from + length && text[at] != '@') {
            at++;
        }
        require(at < from + length);
        return new Cell(
                InternedTexts.of(text, from, at - from), InternedTexts.of(text, at + 1, from + length - at - 1));
    }

    private static @Nullable Double number(JsonParser json) throws IOException, Unusual {
        var token = json.nextToken();
        require(token == JsonToken.VALUE_NUMBER_FLOAT
                || token == JsonToken.VALUE_NUMBER_INT
                || token == JsonToken.VALUE_NULL);
        return token == JsonToken.VALUE_NULL ? null : json.getDoubleValue();
    }

    private static @Nullable Phases phases(JsonParser json) throws IOException, Unusual {
        var token = json.nextToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        require(token == JsonToken.START_OBJECT);
        var resolve = phase(json, "resolveMillis");
        var connect = phase(json, "connectMillis");
        var tls = phase(json, "tlsMillis");
        var firstByte = phase(json, "firstByteMillis");
        var transfer = phase(json, "transferMillis");
        require(json.nextToken() == JsonToken.END_OBJECT);
        return new Phases(resolve, connect, tls, firstByte, transfer);
    }

    /// Reads the next phase; the phases must come in the order in which they are written.
    private static @Nullable Double phase(JsonParser json, String name) throws IOException, Unusual {
        require(name.equals(json.nextFieldName()));
        return number(json);
    }

    /// `2006-04-11T14:10:11.000Z`, and no other form.
    private static Instant instant(char[] text, int from, int length) throws Unusual {
        require(length == 24
                && text[from + 4] == '-'
                && text[from + 7] == '-'
                && text[from + 10] == 'T'
                && text[from + 13] == ':'
                && text[from + 16] == ':'
                && text[from + 19] == '.'
                && text[from + 23] == 'Z');
        var day = LocalDate.of(digits(text, from, 4), digits(text, from + 5, 2), digits(text, from + 8, 2))
                .toEpochDay();
        var hours = digits(text, from + 11, 2);
        var minutes = digits(text, from + 14, 2);
        var seconds = digits(text, from + 17, 2);
        require(hours < 24 && minutes < 60 && seconds < 60);
        var millis = digits(text, from + 20, 3);
        return Instant.ofEpochSecond(
                day * SECONDS_A_DAY + hours * 3600L + minutes * 60L + seconds, millis * 1_000_000L);
    }

    private static int digits(char[] text, int from, int length) throws Unusual {
        var number = 0;
        for (var i = from; i < from + length; i++) {
            var digit = text[i] - '0';
            require(digit >= 0 && digit <= 9);
            number = number * 10 + digit;
        }
        return number;
    }

    private void first(int place) throws Unusual {
        require((seen & 1 << place) == 0);
        seen |= 1 << place;
    }

    private static <T> T some(@Nullable T value) throws Unusual {
        if (value == null) {
            throw new Unusual();
        }
        return value;
    }

    private static void require(boolean usual) throws Unusual {
        if (!usual) {
            throw new Unusual();
        }
    }

    private static Map<String, ErrorKind> errors() {
        var errors = new HashMap<String, ErrorKind>();
        for (var kind : ErrorKind.values()) {
            errors.put(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'), kind);
        }
        return Map.copyOf(errors);
    }

    /// The event is left to the mapper to read or to refuse.
    private static final class Unusual extends Exception {

        Unusual() {
            super(null, null, false, false);
        }
    }
}
