package dev.tocsin.engine.catalog.file;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills `{name}` with a region's variable; `${NAME}` is a secret and stays as it is. `{{name}}` stands for a literal
/// `{name}`, and `$${` for a literal `${`, which the probe puts in.
///
/// @param region the region whose variables these are
record Template(String region, Map<String, String> variables) {

    private static final Pattern PLACE = Pattern.compile(
            "(?<kept>\\$\\$\\{)|\\$\\{(?<secret>[^}]*)}|\\{\\{(?<literal>[a-z][a-z0-9-]*)}}|\\{(?<variable>[a-z][a-z0-9-]*)}");

    private static final Pattern SECRET = Pattern.compile("(?<!\\$)\\$\\{[^}]*}");
    private static final Pattern ONE_SECRET = Pattern.compile("\\$\\{[^}]*}");
    private static final Pattern SECRET_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    Optional<String> fill(Value value, String text) {
        return fill(value, text, UnaryOperator.identity());
    }

    /// @param quote quotes a variable's value for the place into which it is put
    Optional<String> fill(Value value, String text, UnaryOperator<String> quote) {
        var wrong = PLACE.matcher(text)
                .results()
                .flatMap(place -> whyWrong(place).stream())
                .findFirst();
        return wrong.isPresent()
                ? value.wrong(wrong.get())
                : Optional.of(PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(filled(place, quote))));
    }

    private Optional<String> whyWrong(MatchResult place) {
        var secret = place.group("secret");
        if (secret != null && !SECRET_NAME.matcher(secret).matches()) {
            return Optional.of(
                    "\"${%s}\" does not name a secret: use letters, digits and _, or write $${ for a literal ${"
                            .formatted(secret));
        }
        var variable = place.group("variable");
        if (variable != null && !variables.containsKey(variable)) {
            return Optional.of(
                    "region %s has no variable {%s}; give it one: regions.%s.vars: { %s: ... }, or write {{%s}} for a literal {%s}%s"
                            .formatted(
                                    region,
                                    variable,
                                    region,
                                    variable,
                                    variable,
                                    variable,
                                    Spelling.didYouMean(variable, variables.keySet())));
        }
        return Optional.empty();
    }

    private String filled(MatchResult place, UnaryOperator<String> quote) {
        var literal = place.group("literal");
        if (literal != null) {
            return "{" + literal + "}";
        }
        var value = variables.get(place.group("variable"));
        return value == null ? place.group() : quote.apply(value);
    }

    /// The text as it might look after its secrets were put in.
    static String withoutSecrets(String text) {
        return SECRET.matcher(text).replaceAll("secret");
    }

    static boolean hasSecret(String text) {
        return SECRET.matcher(text).find();
    }

    static boolean isSecret(String text) {
        return ONE_SECRET.matcher(text).matches();
    }
}
