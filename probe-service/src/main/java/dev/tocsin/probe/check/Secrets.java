package dev.tocsin.probe.check;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts the values of `${NAME}` into a text, and takes them out of messages about it. `$${` stands for `${` itself.
public record Secrets(Map<String, String> values) {

    private static final Pattern REFERENCE = Pattern.compile("\\$(\\$\\{)|\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    /// @throws MissingSecret when there is no value for a name in the text
    public String fill(String text) {
        return REFERENCE.matcher(text).replaceAll(found -> {
            if (found.group(1) != null) {
                return Matcher.quoteReplacement(found.group(1));
            }
            var value = values.get(found.group(2));
            if (value == null) {
                throw new MissingSecret(found.group(2));
            }
            return Matcher.quoteReplacement(value);
        });
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /// The text with each value of those names replaced by its reference again; longer values first, so that a value
    /// that is part of another leaves no remainder.
    public String redact(String text, List<String> names) {
        return names.stream()
                .filter(name -> !value(name).isEmpty())
                .sorted(Comparator.comparingInt((String name) -> value(name).length())
                        .reversed())
                .reduce(text, (redacted, name) -> redacted.replace(value(name), "${" + name + "}"));
    }

    private String value(String name) {
        return values.getOrDefault(name, "");
    }

    public static List<String> names(String text) {
        return REFERENCE
                .matcher(text)
                .results()
                .map(found -> found.group(2))
                .filter(Objects::nonNull)
                .toList();
    }

    /// A name that the probe's environment lacks.
    public static final class MissingSecret extends RuntimeException {

        MissingSecret(String name) {
            super(name);
        }
    }
}
