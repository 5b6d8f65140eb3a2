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

/// The content of a received body, which comes bare or as a CloudEvent 1.0 over HTTP: in binary mode, where headers
/// are the envelope, or in structured mode, where the body is.
public sealed interface ReceivedBody {

    String STRUCTURED = "application/cloudevents+json";

    /// @param type the event's type according to the CloudEvent; null for a bare body
    /// @param path the path of the data in the body; empty for the body itself
    /// @param traceparent the trace context in the CloudEvent itself, valid or not; null if it has none
    record Opened(
            JsonNode data,
            @Nullable Class<? extends Event> type,
            String path,
            @Nullable String traceparent) implements ReceivedBody {}

    /// @param errors at least one
    record Unfit(List<FieldError> errors) implements ReceivedBody {}

    /// @param contentType the request's content type
    /// @param header gives a header of the request by name; null if the request has none
    /// @param types the types of events that are accepted
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
            return unfit("data_base64", "is not supported; send the event as JSON in data");
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

    /// @param prefix the prefix of the attributes' names: `ce-` in headers, empty in a body
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
