package dev.tocsin.engine.catalog.file;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Says why an expression is not valid RE2, or why it needs more memory than any machine has.
final class Expression {

    private static final int LONGEST = 1000;

    /// The limit of RE2 itself; its port to Java limits each repetition, but not nested ones.
    private static final long MOST_REPETITIONS = 1000;

    private static final java.util.regex.Pattern COUNT =
            java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

    private Expression() {}

    static Optional<String> whyWrong(String expression) {
        if (expression.length() > LONGEST) {
            return Optional.of("must be at most %d characters long".formatted(LONGEST));
        }
        if (repetitions(expression) > MOST_REPETITIONS) {
            return Optional.of(
                    "repeats a part more than %d times, counting nested repetitions".formatted(MOST_REPETITIONS));
        }
        try {
            var _ = Pattern.compile(expression);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of("is not an RE2 expression: %s".formatted(e.getMessage()));
        }
    }

    /// The highest number of repetitions of any part, multiplied through all groups around it.
    private static long repetitions(String expression) {
        var count = COUNT.matcher(expression);
        Deque<Long> groups = new ArrayDeque<>();
        groups.push(1L);
        var last = 1L;
        var isClass = false;
        for (var at = 0; at < expression.length(); at++) {
            var character = expression.charAt(at);
            if (character == '\\') {
                at++;
                last = 1;
            } else if (isClass || character == '[') {
                isClass = character != ']';
                last = 1;
            } else if (character == '(') {
                groups.push(1L);
            } else if (character == ')' && groups.size() > 1) {
                last = groups.pop();
                include(groups, last);
            } else if (character == '{' && count.region(at, expression.length()).lookingAt()) {
                var most = count.group(2) == null || count.group(2).isEmpty() ? count.group(1) : count.group(2);
                last = Math.min(Long.MAX_VALUE / Integer.MAX_VALUE, last) * Math.max(1, Long.parseLong(most));
                include(groups, last);
                at = count.end() - 1;
            } else {
                last = 1;
            }
        }
        return groups.stream().mapToLong(Long::longValue).max().orElse(1);
    }

    private static void include(Deque<Long> groups, long repetitions) {
        groups.push(Math.max(groups.pop(), repetitions));
    }
}
