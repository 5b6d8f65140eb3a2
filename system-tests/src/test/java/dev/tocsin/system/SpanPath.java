package dev.tocsin.system;

import dev.tocsin.stack.tracing.RecordedSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Spans from the first of a trace down to one that sent a notice of an incident.
///
/// @param spans empty while no such notice was sent
record SpanPath(List<RecordedSpan> spans) {

    /// @param sent the name of the last span, such as `send email`
    /// @param incident the incident's id
    static SpanPath to(String sent, String incident, List<RecordedSpan> recorded) {
        var byId = recorded.stream()
                .collect(
                        Collectors.toMap(span -> span.traceId() + span.spanId(), Function.identity(), (one, _) -> one));
        var spans = new ArrayList<RecordedSpan>();
        var at = recorded.stream()
                .filter(span -> span.name().equals(sent)
                        && incident.equals(span.attributes().get("about")))
                .findFirst();
        while (at.isPresent()) {
            spans.addFirst(at.get());
            at = at.map(span -> byId.get(span.traceId() + span.parentId()));
        }
        return new SpanPath(List.copyOf(spans));
    }

    /// Each span as `service: name`.
    List<String> names() {
        return spans.stream().map(span -> span.service() + ": " + span.name()).toList();
    }

    /// The span of this name.
    RecordedSpan span(String name) {
        return spans.stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + names()));
    }

    /// For a test's report: all spans with what they say of themselves.
    Map<String, String> report() {
        return spans.stream()
                .collect(Collectors.toMap(
                        span -> "%s %s %s".formatted(span.traceId(), span.spanId(), span.name()),
                        span -> "%s %s".formatted(span.service(), span.attributes())));
    }
}
