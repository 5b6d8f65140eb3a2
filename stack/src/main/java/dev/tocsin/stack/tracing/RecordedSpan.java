package dev.tocsin.stack.tracing;

import java.util.List;
import java.util.Map;

/// A span as it was exported. Ids are lower-case hex.
///
/// @param service the service that exported it
/// @param parentId empty for the first span of a trace
/// @param links `trace-span` of its further causes
/// @param attributes its attributes that are texts
public record RecordedSpan(
        String service,
        String name,
        String traceId,
        String spanId,
        String parentId,
        List<String> links,
        Map<String, String> attributes) {}
