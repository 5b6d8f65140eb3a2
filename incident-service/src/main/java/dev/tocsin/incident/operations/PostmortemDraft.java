package dev.tocsin.incident.operations;

import java.time.Instant;

/// A postmortem that is not published yet, which all operators share. Texts are Markdown, and may be empty.
///
/// @param number rises with each change, from 1
/// @param procedure the changes in procedure
/// @param author the operator who changed it last
public record PostmortemDraft(long number, String cause, String remedy, String procedure, String author, Instant at) {

    /// The most characters of each text.
    public static final int LONGEST = 20_000;

    /// The text of a field of the form.
    public String of(String field) {
        return switch (field) {
            case "cause" -> cause;
            case "remedy" -> remedy;
            case "procedure" -> procedure;
            default -> "";
        };
    }
}
