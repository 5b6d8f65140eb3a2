package dev.tocsin.incident.catalog.file;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills `{name}` with a region's variable; `${NAME}` is a secret and stays as it is.
///
/// @param region whose variables these are
record Template(String region, Map<String, String> variables) {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]*}|\\{([a-z][a-z0-9-]*)}");
    private static final Pattern SECRET = Pattern.compile("\\$\\{[^}]*}");

    Optional<String> fill(Value value, String text) {
        return fill(value, text, UnaryOperator.identity());
    }

    /// @param quote what the place into which a variable is put wants
    Optional<String> fill(Value value, String text, UnaryOperator<String> quote) {
        var missing = VARIABLE.matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(name -> name != null && !variables.containsKey(name))
                .findFirst();
        if (missing.isPresent()) {
            return value.wrong("region %s has no variable {%s}; give it one: regions.%s.vars: { %s: ... }%s"
                    .formatted(
                            region,
                            missing.get(),
                            region,
                            missing.get(),
                            Spelling.didYouMean(missing.get(), variables.keySet())));
        }
        return Optional.of(VARIABLE.matcher(text).replaceAll(found -> {
            var name = found.group(1);
            return Matcher.quoteReplacement(name == null ? found.group() : quote.apply(variables.get(name)));
        }));
    }

    /// The text as it might look with the secrets put in.
    static String withoutSecrets(String text) {
        return SECRET.matcher(text).replaceAll("secret");
    }
}
