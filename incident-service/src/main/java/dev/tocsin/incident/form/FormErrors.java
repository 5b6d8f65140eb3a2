package dev.tocsin.incident.form;

import dev.tocsin.support.problem.Problem.FieldError;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Why a form was not accepted: a sentence for each field that is wrong, or one for the form.
///
/// @param labels the names of fields as the form shows them, by their names in the API
/// @param conflict why the form as a whole was not accepted; empty where its fields are to blame
public record FormErrors(Map<String, String> labels, List<FieldError> errors, String conflict) {

    public static final FormErrors NONE = new FormErrors(Map.of(), List.of(), "");

    private static final Pattern UNKNOWN = Pattern.compile("names (.*), which (is not in the catalog|does not exist)");

    public static FormErrors ofFields(Map<String, String> labels, List<FieldError> errors) {
        return new FormErrors(labels, errors, "");
    }

    public static FormErrors conflict(String sentence) {
        return new FormErrors(Map.of(), List.of(), sentence);
    }

    public boolean isEmpty() {
        return errors.isEmpty() && conflict.isEmpty();
    }

    /// The sentence for the whole form; empty where nothing is wrong.
    public String all() {
        return conflict.isEmpty()
                ? errors.stream().map(this::sentence).distinct().collect(Collectors.joining(" "))
                : conflict;
    }

    /// The sentence for a field; empty where it is right.
    public String of(String field) {
        return errors.stream()
                .filter(error -> error.field().equals(field))
                .map(this::sentence)
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private String sentence(FieldError error) {
        var label = label(error.field());
        var unknown = UNKNOWN.matcher(error.message());
        if (unknown.matches()) {
            return "%s %s.".formatted(unknown.group(1), unknown.group(2));
        }
        if (error.message().startsWith("no ")) {
            return "There is %s.".formatted(error.message());
        }
        if (error.message().startsWith("must be a time")) {
            return "The %s must be a day and a time, such as 2026-04-11T10:42.".formatted(label);
        }
        return error.message().equals("is missing")
                ? "Enter the %s.".formatted(label)
                : "The %s %s.".formatted(label, readable(error.message()));
    }

    /// A message may end in the name of another field, as in `must be later than from`.
    private String readable(String message) {
        var last = message.substring(message.lastIndexOf(' ') + 1);
        return labels.containsKey(last)
                ? message.substring(0, message.length() - last.length()) + "the " + label(last)
                : message;
    }

    private String label(String field) {
        return labels.getOrDefault(field, field);
    }
}
