package dev.tocsin.benchmarks.web;

import dev.tocsin.benchmarks.web.PageWeight.Part;

/// What is asked for over and over.
///
/// @param encoding in which it is asked for
public record LoadTarget(Part part, String encoding) {

    public static final String COMPRESSED = "gzip";
    public static final String PLAIN = "identity";

    /// As the report calls it.
    public String what() {
        return encoding.equals(COMPRESSED) ? part.path() : "a file of %,d bytes".formatted(part.bytes());
    }
}
