package dev.tocsin.notifier.subscription;

/// A problem with one field of a form.
///
/// @param message completes a sentence that begins with the field's name
public record FieldProblem(String field, String message) {

    /// The problem as a sentence on a page.
    public String sentence(Translation translation) {
        return translation.format("problem.other", field, message);
    }

    /// Whether nothing was filled in that could be meant as an address.
    boolean isNone() {
        return message.equals("is missing")
                || message.startsWith("is not an address")
                || message.startsWith("is not a mail address");
    }
}
