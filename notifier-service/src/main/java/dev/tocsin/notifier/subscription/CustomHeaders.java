package dev.tocsin.notifier.subscription;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The headers that a subscriber wants in each request, such as the token of a gateway. Their values are secret.
public record CustomHeaders(List<Header> headers) {

    public static final CustomHeaders NONE = new CustomHeaders(List.of());

    private static final String FIELD = "headers";
    private static final int MOST = 10;

    /// A token of RFC 9110, section 5.6.2.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}");

    /// Visible ASCII with spaces within it, so that no line can end there.
    private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]{0,1022}[\\x21-\\x7e])?");

    /// Headers that we set ourselves, or that concern one connection only.
    private static final Set<String> OURS = Set.of(
            "host",
            "content-length",
            "content-type",
            "content-encoding",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "te",
            "trailer",
            "upgrade",
            "expect",
            "user-agent",
            "date",
            "forwarded",
            "via",
            "http2-settings",
            "traceparent",
            "tracestate");

    private static final List<String> OUR_PREFIXES = List.of("webhook-", "proxy-", "x-forwarded-", "sec-");

    public record Header(String name, String value) {

        @Override
        public String toString() {
            return name + ": …";
        }
    }

    public CustomHeaders {
        headers = List.copyOf(headers);
    }

    /// The problems with the headers of a form; empty when there are none. No message repeats a value.
    static List<FieldProblem> problems(Map<String, @Nullable String> fields) {
        if (fields.size() > MOST) {
            return List.of(new FieldProblem(FIELD, "has more than %d entries".formatted(MOST)));
        }
        var problems = new ArrayList<FieldProblem>();
        var names = new HashSet<String>();
        fields.forEach((name, value) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (!NAME.matcher(name).matches()) {
                problems.add(new FieldProblem(FIELD, "has a name that is not 1 to 64 letters, digits and hyphens"));
            } else if (OURS.contains(lower) || OUR_PREFIXES.stream().anyMatch(lower::startsWith)) {
                problems.add(new FieldProblem(FIELD + "." + name, "is a header that Tocsin sets itself"));
            } else if (!names.add(lower)) {
                problems.add(new FieldProblem(FIELD + "." + name, "is given twice"));
            } else if (value == null || !VALUE.matcher(value).matches()) {
                problems.add(new FieldProblem(
                        FIELD + "." + name,
                        "must be one line of 1 to 1024 ASCII characters, without a space at either end"));
            }
        });
        return problems;
    }

    /// @param fields the headers of a form, without problems
    static CustomHeaders of(Map<String, @Nullable String> fields) {
        var headers = new ArrayList<Header>();
        fields.forEach((name, value) -> {
            if (value != null) {
                headers.add(new Header(name, value));
            }
        });
        return new CustomHeaders(headers);
    }

    /// Reads the lines that [#lines] gave.
    public static CustomHeaders ofLines(List<String> lines) {
        return new CustomHeaders(lines.stream()
                .map(line -> line.split(": ", 2))
                .map(parts -> new Header(parts[0], parts[1]))
                .toList());
    }

    /// One line for each header, such as `Authorization: Bearer …`.
    public List<String> lines() {
        return headers.stream()
                .map(header -> header.name() + ": " + header.value())
                .toList();
    }
}
