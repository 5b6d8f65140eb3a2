package dev.tocsin.incident.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.contract.Event;
import dev.tocsin.contract.EventTypes;
import dev.tocsin.support.problem.Problem.FieldError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a body holds, whether it comes by itself or as a CloudEvent 1.0 over HTTP: in binary mode, where headers are
/// the envelope, or in structured mode, where the body is.
public sealed interface ReceivedBody {

    String STRUCTURED = "application/cloudevents+json";

    /// @param type of the event as a CloudEvent says it; null for a body by itself
    /// @param path of the data in the body; empty for the body itself
    /// @param traceparent trace context that a CloudEvent itself carries, whatever it is worth; null if it has none
    record Opened(
            JsonNode data,
            @Nullable Class<? extends Event> type,
            String path,
            @Nullable String traceparent) implements ReceivedBody {}

    /// @param errors at least one
    record Unfit(List<FieldError> errors) implements ReceivedBody {}

    /// @param contentType of the request
    /// @param header a header of it by name; null if it has none
    /// @param types of events that are taken here
    static ReceivedBody open(
            @Nullable String contentType,
            Function<String, @Nullable String> header,
            JsonNode body,
            Collection<Class<? extends Event>> types) {
        if (contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(STRUCTURED)) {
            return structured(body, types);
        }
        return header.apply("ce-specversion") == null
                ? new Opened(body, null, "", null)
                : new Attributes(header, "ce-").opened(body, "", types);
    }

    private static ReceivedBody structured(JsonNode body, Collection<Class<? extends Event>> types) {
        if (!body.isObject()) {
            return unfit("body", "must be one CloudEvent, an object");
        }
        if (body.has("data_base64")) {
            return unfit("data_base64", "is not taken; send the event as JSON in data");
        }
        if (!body.path("datacontenttype").asText("application/json").startsWith("application/json")) {
            return unfit("datacontenttype", "must be application/json");
        }
        if (!body.hasNonNull("data")) {
            return unfit("data", "is missing");
        }
        return new Attributes(name -> body.path(name).textValue(), "").opened(body.path("data"), "data", types);
    }

    private static ReceivedBody unfit(String field, String message) {
        return new Unfit(List.of(new FieldError(field, message)));
    }

    /// @param prefix of their names, wherever they stand
    record Attributes(Function<String, @Nullable String> values, String prefix) {

        private ReceivedBody opened(JsonNode data, String path, Collection<Class<? extends Event>> types) {
            var errors = new ArrayList<FieldError>();
            required("id", errors);
            required("source", errors);
            required("specversion", errors)
                    .filter(version -> !version.equals("1.0"))
                    .ifPresent(_ -> errors.add(new FieldError(prefix + "specversion", "must be 1.0")));
            var type = required("type", errors);
            var known = type.flatMap(EventTypes::eventOf).filter(types::contains);
            if (type.isPresent() && known.isEmpty()) {
                errors.add(new FieldError(
                        prefix + "type",
                        "must be %s"
                                .formatted(
                                        types.stream().map(EventTypes::typeOf).collect(Collectors.joining(" or ")))));
            }
            return errors.isEmpty()
                    ? new Opened(data, known.orElseThrow(), path, values.apply(prefix + "traceparent"))
                    : new Unfit(errors);
        }

        private Optional<String> required(String name, List<FieldError> errors) {
            var value = values.apply(prefix + name);
            if (value == null || value.isBlank()) {
                errors.add(new FieldError(prefix + name, "is missing"));
                return Optional.empty();
            }
            return Optional.of(value);
        }
    }
}
