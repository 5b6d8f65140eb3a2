package dev.tocsin.incident.catalog.file;

import static java.util.Objects.requireNonNull;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tocsin.contract.catalog.Authority;
import dev.tocsin.contract.catalog.Question;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a check asks, for one region.
record QuestionReader(Template template) {

    static final List<String> KINDS = List.of("http", "tcp", "dns", "tls");

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final List<String> RECORD_TYPES = List.of("A", "AAAA", "CNAME", "MX", "NS", "SRV", "TXT");
    private static final Set<String> WEB = Set.of("http", "https");
    private static final java.util.regex.Pattern HEADER =
            java.util.regex.Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final java.util.regex.Pattern HOST = java.util.regex.Pattern.compile("[A-Za-z0-9._:-]{1,255}");

    /// Empty with a problem named when the question cannot be asked.
    Optional<Question> read(String kind, Section section) {
        section.value("slow-after");
        return switch (kind) {
            case "http" -> http(section);
            case "tcp" -> tcp(section);
            case "dns" -> dns(section);
            case "tls" -> tls(section);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private Optional<Question> http(Section section) {
        var url = section.required("url", "\"https://{host}/\"").flatMap(this::url);
        var method = section.value("method").flatMap(value -> value.oneOf(METHODS));
        var headers = headers(section, "headers");
        var body = text(section, "body");
        var status = section.value("status").map(Value::oneOrMore).orElse(List.of()).stream()
                .flatMap(value -> value.wholeNumber(100, 599).stream())
                .map(Long::intValue)
                .toList();
        var expectHeaders = headers(section, "expect-headers");
        var bodyContains = text(section, "body-contains");
        var bodyMatches = section.value("body-matches").flatMap(this::expression);
        var followRedirects = section.value("follow-redirects").flatMap(value -> value.wholeNumber(0, 10));
        var verify = section.value("verify-certificate").flatMap(Value::flag);
        section.end();
        return url.map(address -> new Question.Http(
                method.orElse("GET"),
                address,
                headers,
                body.orElse(null),
                status.isEmpty() ? List.of(200) : status,
                expectHeaders,
                bodyContains.orElse(null),
                bodyMatches.orElse(null),
                followRedirects.orElse(0L).intValue(),
                verify.orElse(true)));
    }

    private Optional<Question> tcp(Section section) {
        var host = section.required("host", "\"{host}\"").flatMap(this::host);
        var port = section.required("port", "443").flatMap(this::port);
        section.end();
        return host.flatMap(name -> port.map(number -> new Question.Tcp(name, number)));
    }

    private Optional<Question> dns(Section section) {
        var name = section.required("name", "\"{host}\"").flatMap(this::host);
        var type = section.value("type").flatMap(value -> value.oneOf(RECORD_TYPES));
        var server = section.value("server").flatMap(this::host);
        var answers = section.list("answer-any-of").stream()
                .flatMap(value -> value.text().flatMap(text -> template.fill(value, text)).stream())
                .toList();
        section.end();
        return name.map(asked -> new Question.Dns(asked, type.orElse("A"), server.orElse(null), answers));
    }

    private Optional<Question> tls(Section section) {
        var host = section.required("host", "\"{host}\"").flatMap(this::host);
        var port = section.value("port").flatMap(this::port);
        var serverName = section.value("server-name").flatMap(this::host);
        var daysLeft = section.value("days-left").flatMap(value -> value.wholeNumber(0, 3650));
        var trust = text(section, "trust");
        section.end();
        return host.map(name -> new Question.Tls(
                name,
                port.orElse(443),
                serverName.orElse(name),
                daysLeft.orElse(14L).intValue(),
                trust.orElse(null)));
    }

    private Optional<String> text(Section section, String key) {
        return section.value(key).flatMap(this::text);
    }

    private Optional<String> text(Value value) {
        return value.text().flatMap(text -> template.fill(value, text));
    }

    private Optional<String> url(Value value) {
        return text(value).flatMap(url -> {
            var wrong = whyNoUrl(url);
            return wrong.isEmpty() ? Optional.of(url) : value.wrong("\"%s\" %s".formatted(url, wrong.get()));
        });
    }

    static Optional<String> whyNoUrl(String url) {
        try {
            var address = new URI(Template.withoutSecrets(url));
            var authority = Authority.of(address);
            if (address.getScheme() == null || !WEB.contains(address.getScheme()) || authority.isEmpty()) {
                return Optional.of("is not an address such as https://host/path");
            }
            if (!authority.get().hasValidPort()) {
                return Optional.of("has a port that is not from 1 to 65535");
            }
            return requireNonNull(address.getRawAuthority()).contains("@")
                    ? Optional.of("holds a user's name; send it in a header: Authorization: \"Basic ${NAME}\"")
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.of("is not an address such as https://host/path");
        }
    }

    private Optional<String> host(Value value) {
        return text(value)
                .flatMap(host -> HOST.matcher(Template.withoutSecrets(host)).matches()
                        ? Optional.of(host)
                        : value.wrong("\"%s\" is not a host's name or address".formatted(host)));
    }

    private Optional<Integer> port(Value value) {
        return value.textOrNumber()
                .flatMap(text -> template.fill(value, text))
                .flatMap(port ->
                        port.matches("\\d{1,5}") && Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= 65535
                                ? Optional.of(Integer.valueOf(port))
                                : value.wrong("\"%s\" is not a port from 1 to 65535".formatted(port)));
    }

    private Optional<String> expression(Value value) {
        return value.text()
                .flatMap(text -> template.fill(value, text, Pattern::quote))
                .flatMap(expression -> {
                    try {
                        Pattern.compile(expression);
                        return Optional.of(expression);
                    } catch (PatternSyntaxException e) {
                        return value.wrong("is not an RE2 expression: %s".formatted(e.getMessage()));
                    }
                });
    }

    private Map<String, String> headers(Section section, String key) {
        var headers = new LinkedHashMap<String, String>();
        section.section(key)
                .ifPresent(named -> named.all().forEach((name, value) -> {
                    if (!HEADER.matcher(name).matches()) {
                        value.refuse("\"%s\" is not a header's name".formatted(name));
                    }
                    text(value)
                            .filter(text ->
                                    text.chars().noneMatch(Character::isISOControl) || value.refuse("must be one line"))
                            .ifPresent(text -> headers.put(name, text));
                }));
        return headers;
    }
}
