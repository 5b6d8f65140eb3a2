package dev.tocsin.engine.catalog.file;

import dev.tocsin.contract.Ids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// A value in the file, with its place; each method that reads it names a problem when the value is of another kind.
record Value(Node node, String path, CatalogProblems problems) {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    /// @return empty, so that a reader can end with it
    <T> Optional<T> wrong(String message) {
        problems.add(node, path, message);
        return Optional.empty();
    }

    /// @return false, so that a condition can end with it
    boolean refuse(String message) {
        return wrong(message).isPresent();
    }

    /// The file is usable, but a person should look at this value.
    void warn(String message) {
        problems.warn(node, path, message);
    }

    Optional<String> text() {
        var scalar = scalar(Tag.STR);
        if (scalar.isEmpty()
                && node instanceof ScalarNode plain
                && !plain.getTag().equals(Tag.NULL)) {
            return wrong("must be text; put it in quotes: \"%s\"".formatted(plain.getValue()));
        }
        return scalar.isPresent() ? scalar.filter(this::isNotBlank) : wrong("must be text");
    }

    private boolean isNotBlank(String text) {
        return !text.isBlank() || refuse("must not be empty");
    }

    /// Text, or a number as it is written.
    Optional<String> textOrNumber() {
        return scalar(Tag.INT).or(() -> scalar(Tag.FLOAT)).or(this::text);
    }

    Optional<String> id() {
        return text().flatMap(text -> Ids.isId(text)
                ? Optional.of(text)
                : wrong("\"%s\" is not an id: a lower-case letter, then at most 62 of a-z, 0-9 and -".formatted(text)));
    }

    Optional<Long> wholeNumber(long least, long most) {
        return scalar(Tag.INT)
                .filter(text -> text.matches("-?\\d{1,18}"))
                .map(Long::valueOf)
                .filter(number -> number >= least && number <= most)
                .or(() -> wrong("must be a whole number from %d to %d".formatted(least, most)));
    }

    Optional<Double> number(double least, double most) {
        return scalar(Tag.FLOAT)
                .or(() -> scalar(Tag.INT))
                .filter(text -> text.matches("[-+]?[0-9.]+"))
                .map(Double::valueOf)
                .filter(number -> number >= least && number <= most)
                .or(() -> wrong("must be a number from %s to %s".formatted(least, most)));
    }

    Optional<Boolean> flag() {
        return scalar(Tag.BOOL)
                .map(text -> text.toLowerCase(Locale.ROOT).equals("true"))
                .or(() -> wrong("must be true or false"));
    }

    Optional<Duration> duration(Duration least, Duration most) {
        var duration = scalar(Tag.STR)
                .map(DURATION::matcher)
                .filter(Matcher::matches)
                .map(matcher -> {
                    var amount = Long.parseLong(matcher.group(1));
                    return switch (matcher.group(2)) {
                        case "ms" -> Duration.ofMillis(amount);
                        case "s" -> Duration.ofSeconds(amount);
                        case "m" -> Duration.ofMinutes(amount);
                        default -> Duration.ofHours(amount);
                    };
                });
        if (duration.isEmpty()) {
            return wrong("must be a duration such as 800ms, 30s, 1m or 2h");
        }
        return duration.filter(within -> within.compareTo(least) >= 0 && within.compareTo(most) <= 0)
                .or(() -> wrong("must be from %s to %s".formatted(Durations.format(least), Durations.format(most))));
    }

    Optional<String> oneOf(Collection<String> words) {
        var text = text();
        return text.isEmpty() || words.contains(text.get())
                ? text
                : wrong("\"%s\" is not one of %s%s"
                        .formatted(text.get(), String.join(", ", words), Spelling.didYouMean(text.get(), words)));
    }

    boolean isBlock() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    /// The values of a list; empty, with a problem named, when it is not a list.
    List<Value> list() {
        if (!(node instanceof SequenceNode sequence)) {
            refuse("must be a list: [ ... ]");
            return List.of();
        }
        var values = new ArrayList<Value>();
        for (var item : sequence.getValue()) {
            values.add(new Value(item, "%s[%d]".formatted(path, values.size() + 1), problems));
        }
        return values;
    }

    /// The values of a list, or the one value.
    List<Value> oneOrMore() {
        return node instanceof SequenceNode ? list() : List.of(this);
    }

    Optional<Section> section() {
        return node instanceof MappingNode mapping
                ? Optional.of(Section.of(mapping, path, problems))
                : wrong("must be a block of keys and values");
    }

    private Optional<String> scalar(Tag tag) {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(tag)
                ? Optional.of(scalar.getValue())
                : Optional.empty();
    }
}
