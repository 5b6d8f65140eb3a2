package dev.tocsin.engine.catalog.file;

import com.google.re2j.Pattern;
import dev.tocsin.contract.catalog.HostName;
import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.catalog.Question.ClientCertificate;
import dev.tocsin.contract.catalog.Question.Route;
import dev.tocsin.contract.catalog.RecordTypes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Reads the question of a check for one region.
record QuestionReader(Template template) {

    static final List<String> KINDS = List.of("http", "tcp", "dns", "tls");

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final java.util.regex.Pattern HEADER =
            java.util.regex.Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /// The probe sets these headers itself, to fit what it sends.
    private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding");

    private static final int IP_VERSION_4 = 4;
    private static final int IP_VERSION_6 = 6;
    private static final Map<String, Integer> ADDRESS_VERSIONS = Map.of("A", IP_VERSION_4, "AAAA", IP_VERSION_6);

    /// Empty, with a problem named, when the question cannot be asked.
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
        section.section("headers").ifPresent(QuestionReader::refuseFraming);
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
        var readBody = section.value("read-body").flatMap(Value::flag);
        var expectsOfBody = bodyContains.isPresent() || bodyMatches.isPresent();
        if (expectsOfBody && method.filter("HEAD"::equals).isPresent()) {
            section.value("method").ifPresent(value -> value.refuse("answers to HEAD have no body; use GET"));
        }
        if (expectsOfBody && readBody.filter(flag -> !flag).isPresent()) {
            section.value("read-body")
                    .ifPresent(value ->
                            value.refuse("must not be false, because body-contains and body-matches need the body"));
        }
        var route = route(section, url.flatMap(Target::host));
        var trust = text(section, "trust");
        var clientCertificate = clientCertificate(section);
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
                verify.orElse(true),
                readBody.orElse(null),
                route.orElse(null),
                trust.orElse(null),
                clientCertificate.orElse(null)));
    }

    private Optional<Question> tcp(Section section) {
        var host = section.required("host", "\"{host}\"").flatMap(this::host);
        var port = section.required("port", "443").flatMap(this::port);
        var route = route(section, host);
        section.end();
        return host.flatMap(name -> port.map(number -> new Question.Tcp(name, number, route.orElse(null))));
    }

    private Optional<Question> dns(Section section) {
        var type = section.value("type").flatMap(value -> value.oneOf(RecordTypes.ALL));
        var name = section.required("name", "\"{host}\"")
                .flatMap(value -> checked(
                        value,
                        text -> Target.whyNoDomain(
                                text, type.filter("PTR"::equals).isPresent())));
        var server = section.value("server").flatMap(value -> checked(value, Target::whyNoServer));
        var answers = section.list("answer-any-of").stream()
                .flatMap(value -> checked(value, text -> whyNoAnswer(type.orElse("A"), text)).stream())
                .toList();
        section.end();
        return name.map(asked -> new Question.Dns(asked, type.orElse("A"), server.orElse(null), answers));
    }

    private static Optional<String> whyNoAnswer(String type, String answer) {
        var version = ADDRESS_VERSIONS.get(type);
        if (version == null || Template.hasSecret(answer)) {
            return Optional.empty();
        }
        return HostName.isAddress(answer) && answer.contains(":") == (version == IP_VERSION_6)
                ? Optional.empty()
                : Optional.of("is not an IPv%d address, which a record of type %s must hold".formatted(version, type));
    }

    private Optional<Question> tls(Section section) {
        var host = section.required("host", "\"{host}\"").flatMap(this::host);
        var port = section.value("port").flatMap(this::port);
        var serverName = section.value("server-name").flatMap(this::host);
        var daysLeft = section.value("days-left").flatMap(value -> value.wholeNumber(0, 3650));
        var trust = text(section, "trust");
        var route = route(section, host);
        var clientCertificate = clientCertificate(section);
        section.end();
        return host.map(name -> new Question.Tls(
                name,
                port.orElse(443),
                serverName.orElse(name),
                daysLeft.orElse(14L).intValue(),
                trust.orElse(null),
                route.orElse(null),
                clientCertificate.orElse(null)));
    }

    /// Empty when nothing is stated.
    private Optional<Route> route(Section section, Optional<String> host) {
        var ip = section.value("ip")
                .flatMap(value -> value.wholeNumber(IP_VERSION_4, IP_VERSION_6)
                        .filter(version -> version != 5 || value.refuse("must be 4 or 6"))
                        .filter(version -> host.filter(HostName::isAddress)
                                        .filter(address -> address.contains(":") != (version == IP_VERSION_6))
                                        .isEmpty()
                                || value.refuse("the host is an address of the other IP version"))
                        .map(Long::intValue));
        var proxy = section.value("proxy").flatMap(value -> checked(value, Target::whyNoProxy));
        var isProxied = proxy.filter(text -> !text.equals(Route.DIRECT)).isPresent();
        if (ip.isPresent() && isProxied) {
            section.value("ip")
                    .ifPresent(value -> value.refuse("a proxy looks up names by itself; leave out ip or proxy"));
        }
        var authorization = headerText(section, "proxy-authorization");
        if (authorization.isPresent() && !isProxied) {
            section.value("proxy-authorization")
                    .ifPresent(value -> value.refuse("has no effect without proxy; state both or neither"));
        }
        return ip.isEmpty() && proxy.isEmpty()
                ? Optional.empty()
                : Optional.of(new Route(ip.orElse(null), proxy.orElse(null), authorization.orElse(null)));
    }

    private Optional<ClientCertificate> clientCertificate(Section section) {
        var certificate = text(section, "client-certificate");
        var key = text(section, "client-key");
        if (key.isPresent() && certificate.isEmpty()) {
            section.value("client-key")
                    .ifPresent(
                            value -> value.refuse("has no effect without client-certificate; state both or neither"));
        }
        return certificate.map(file -> new ClientCertificate(file, key.orElse(null)));
    }

    private Optional<String> text(Section section, String key) {
        return section.value(key).flatMap(this::text);
    }

    private Optional<String> text(Value value) {
        return value.text().flatMap(text -> template.fill(value, text));
    }

    private Optional<String> url(Value value) {
        return checked(value, Target::whyNoUrl);
    }

    private Optional<String> host(Value value) {
        return checked(value, Target::whyNoHost);
    }

    /// @param whyWrong the reason why a text is wrong; empty when it is right
    private Optional<String> checked(Value value, Function<String, Optional<String>> whyWrong) {
        return text(value)
                .flatMap(text -> whyWrong.apply(text)
                        .map(why -> value.<String>wrong("\"%s\" %s".formatted(text, why)))
                        .orElse(Optional.of(text)));
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
                .flatMap(expression -> Expression.whyWrong(expression)
                        .map(value::<String>wrong)
                        .orElse(Optional.of(expression)));
    }

    private Map<String, String> headers(Section section, String key) {
        var headers = new LinkedHashMap<String, String>();
        section.section(key)
                .ifPresent(named -> named.all().forEach((name, value) -> {
                    if (!HEADER.matcher(name).matches()) {
                        value.refuse("\"%s\" is not a valid header name".formatted(name));
                    }
                    line(value).ifPresent(text -> headers.put(name, text));
                }));
        return headers;
    }

    private Optional<String> headerText(Section section, String key) {
        return section.value(key).flatMap(this::line);
    }

    private Optional<String> line(Value value) {
        return text(value)
                .filter(text -> text.chars().noneMatch(Character::isISOControl) || value.refuse("must be one line"));
    }

    private static void refuseFraming(Section headers) {
        headers.all().forEach((name, value) -> {
            if (FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
                value.refuse("is set by the probe; leave it out");
            }
        });
    }
}
