package dev.tocsin.contract;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// The JSON dialect of the contract: camelCase, RFC 3339 times in UTC with milliseconds, nulls written, unknown fields
/// ignored, so that a type may gain fields. A field is required unless its record component is `@Nullable`.
public final class Json {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant AFTER_LAST = Instant.parse("+10000-01-01T00:00:00Z");

    private static final JsonMapper MAPPER = configure(JsonMapper.builder()).build();

    private Json() {}

    public static JsonMapper mapper() {
        return MAPPER;
    }

    /// Applies the dialect to a mapper that is built elsewhere, such as an HTTP edge's.
    public static JsonMapper.Builder configure(JsonMapper.Builder builder) {
        return builder.addModule(new JavaTimeModule())
                .addModule(new Dialect())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    }

    /// Like `2006-04-11T10:42:00.000Z`.
    public static String format(Instant instant) {
        return MILLIS.format(instant);
    }

    /// Empty when the text is not a time, or one of a year that does not have four digits.
    public static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text)).filter(Json::isTime);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /// Whether `instant` can be written: RFC 3339 has four digits for a year. A time beyond that is no real
    /// observation, and would make arithmetic overflow.
    private static boolean isTime(Instant instant) {
        return !instant.isBefore(FIRST) && instant.isBefore(AFTER_LAST);
    }

    private static final class Dialect extends SimpleModule {

        Dialect() {
            super("tocsin");
            addSerializer(Instant.class, new InstantInMillis());
            addDeserializer(Instant.class, new InstantOfFourDigits());
        }

        @Override
        public void setupModule(SetupContext context) {
            super.setupModule(context);
            context.insertAnnotationIntrospector(new RequiredUnlessNullable());
        }
    }

    private static final class InstantOfFourDigits extends StdDeserializer<Instant> {

        InstantOfFourDigits() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            var instant = InstantDeserializer.INSTANT.deserialize(json, context);
            if (!isTime(instant)) {
                throw InvalidFormatException.from(
                        json, "%s is of no year from 0000 to 9999".formatted(instant), instant, Instant.class);
            }
            return instant;
        }
    }

    private static final class InstantInMillis extends StdSerializer<Instant> {

        InstantInMillis() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant instant, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(format(instant));
        }
    }
}
