package dev.tocsin.stack.tracing;

import java.util.List;
import java.util.Map;

/// A span as it was exported. Ids are lower-case hex.
///
/// @param service whose it is
/// @param parentId empty for the first span of a trace
/// @param links `trace-span` of what else led to it
/// @param attributes those that are texts
public record RecordedSpan(
        String service,
        String name,
        String traceId,
        String spanId,
        String parentId,
        List<String> links,
        Map<String, String> attributes) {}
