package dev.tocsin.benchmarks.web;

import dev.tocsin.benchmarks.web.PageWeight.WeighedPart;

/// The document that is requested over and over.
///
/// @param encoding in which it is requested
public record LoadTarget(WeighedPart part, String encoding) {

    public static final String COMPRESSED = "gzip";
    public static final String PLAIN = "identity";

    /// Its name in the report.
    public String what() {
        return encoding.equals(COMPRESSED) ? part.path() : "a file of %,d bytes".formatted(part.bytes());
    }
}
