package dev.tocsin.engine.catalog.file;

import static dev.tocsin.engine.catalog.file.Harbour.bad;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// Catalogs with a check that is wrong, each with the problems that are named.
final class BadChecks {

    private BadChecks() {}

    static Stream<Arguments> files() {
        return Stream.of(
                bad(
                        "every: 1m",
                        "every: 1 minute",
                        "line 25, column 12: checks.login-token.every: must be a duration such as 800ms, 30s, 1m or 2h"),
                bad(
                        "every: 1m",
                        "every: 100ms",
                        "line 25, column 12: checks.login-token.every: must be from 250ms to 24h"),
                bad(
                        "every: 1m",
                        "timeout: 31s",
                        "line 25, column 14: checks.login-token.timeout: must not exceed the interval of 30s (every)"),
                bad(
                        "vars: { host: na.harbour.example, port: 6379 }",
                        "vars: { host: na.harbour.example }",
                        "line 29, column 80: checks.cache-port.tcp.port: region na has no variable {port}; "
                                + "give it one: regions.na.vars: { port: ... }, or write {{port}} for a literal {port}"),
                bad(
                        "port: 443",
                        "port: 70000",
                        "line 27, column 94: checks.certificate.tls.port: \"70000\" is not a port from 1 to 65535"),
                bad(
                        "https://{host}/login",
                        "ftp://{host}/login",
                        "line 22, column 18: checks.login-page.http.url: \"ftp://na.harbour.example/login\" is not an "
                                + "address such as https://host/path\n"
                                + "line 22, column 18: checks.login-page.http.url: \"ftp://eu.harbour.example/login\" "
                                + "is not an address such as https://host/path"),
                bad(
                        "body-contains: Password",
                        "body-matches: \"(\"",
                        "line 22, column 69: checks.login-page.http.body-matches: is not an RE2 expression: "
                                + "error parsing regexp: missing closing ): `(`"),
                bad(
                        "body-contains: Password",
                        "body-matches: \"((a{100}){2}[(]{3}){9}\"",
                        "line 22, column 69: checks.login-page.http.body-matches: repeats a part more than 1000 "
                                + "times, counting nested repetitions"),
                bad(
                        "status: [200, 201]",
                        "status: [200, 2001]",
                        "line 26, column 127: checks.login-token.http.status[2]: must be a whole number from 100 to 599"),
                bad(
                        "failing-means: degraded",
                        "failing-means: degarded",
                        "line 27, column 55: checks.certificate.failing-means: \"degarded\" is not one of down, degraded; "
                                + "did you mean \"degraded\"?"),
                bad(
                        "from: [us-east], tcp",
                        "from: [us-eats], tcp",
                        "line 29, column 35: checks.cache-port.from[1]: there is no vantage point \"us-eats\"; "
                                + "did you mean \"us-east\"?"),
                bad(
                        "https://{host}/login",
                        "https://{host}:99999/login",
                        "line 22, column 18: checks.login-page.http.url: \"https://na.harbour.example:99999/login\" has a "
                                + "port that is not from 1 to 65535\n"
                                + "line 22, column 18: checks.login-page.http.url: \"https://eu.harbour.example:99999/login\" "
                                + "has a port that is not from 1 to 65535"),
                bad(
                        "https://{host}/login",
                        "https://user:${WORD}@one.example/login",
                        "line 22, column 18: checks.login-page.http.url: \"https://user:${WORD}@one.example/login\" contains a "
                                + "user name; send it in a header: Authorization: \"Basic ${NAME}\""),
                bad(
                        "https://{host}/login",
                        "https://straße.example/login",
                        "line 22, column 18: checks.login-page.http.url: \"https://straße.example/login\" has a host that "
                                + "cannot be converted; write it in ASCII: xn--…"),
                bad(
                        "https://{host}/login",
                        "https://${HO-ST}/login",
                        "line 22, column 18: checks.login-page.http.url: \"${HO-ST}\" does not name a secret: use letters, "
                                + "digits and _, or write $${ for a literal ${"),
                bad(
                        "status: 200, body-contains",
                        "method: HEAD, body-contains",
                        "line 22, column 50: checks.login-page.http.method: answers to HEAD have no body; use GET"),
                bad(
                        "status: 200, body-contains",
                        "read-body: false, body-contains",
                        "line 22, column 53: checks.login-page.http.read-body: must not be false, because body-contains "
                                + "and body-matches need the body"),
                bad(
                        "status: 200, body-contains",
                        "headers: { Content-Length: \"5\" }, body-contains",
                        "line 22, column 69: checks.login-page.http.headers.Content-Length: is set by the probe; leave it out"),
                bad(
                        "status: 200, body-contains",
                        "ip: 5, body-contains",
                        "line 22, column 46: checks.login-page.http.ip: must be 4 or 6"),
                bad(
                        "status: 200, body-contains",
                        "proxy: \"socks5://one:1080\", body-contains",
                        "line 22, column 49: checks.login-page.http.proxy: \"socks5://one:1080\" is neither "
                                + "http://host:port nor direct"),
                bad(
                        "status: 200, body-contains",
                        "proxy: \"http://one:3128\", ip: 4, body-contains",
                        "line 22, column 72: checks.login-page.http.ip: a proxy looks up names by itself; "
                                + "leave out ip or proxy"),
                bad(
                        "status: 200, body-contains",
                        "client-key: /etc/key.pem, body-contains",
                        "line 22, column 54: checks.login-page.http.client-key: has no effect without client-certificate; "
                                + "state both or neither"),
                bad(
                        "host: \"cache.{host}\"",
                        "host: \"cache:6379\"",
                        "line 29, column 58: checks.cache-port.tcp.host: \"cache:6379\" is not a host name or address; "
                                + "its port goes into \"port\""),
                bad(
                        "host: \"cache.{host}\"",
                        "host: \"cache..example\"",
                        "line 29, column 58: checks.cache-port.tcp.host: \"cache..example\" is not a host name or address"),
                bad(
                        "host: \"cache.{host}\"",
                        "ip: 6, host: 192.0.2.1",
                        "line 29, column 56: checks.cache-port.tcp.ip: the host is an address of the other IP version"),
                bad(
                        "type: A,",
                        "type: A, server: \"one.example:99999\",",
                        "line 28, column 60: checks.name.dns.server: \"one.example:99999\" has a port that is not from 1 "
                                + "to 65535"),
                bad(
                        "192.0.2.10, 192",
                        "192.0.2.300, 192",
                        "line 28, column 68: checks.name.dns.answer-any-of[1]: \"192.0.2.300\" is not an IPv4 address, which "
                                + "a record of type A must hold"),
                bad(
                        "type: A, answer-any-of: [192.0.2.10, 192.0.2.11]",
                        "type: B",
                        "line 28, column 49: checks.name.dns.type: \"B\" is not one of A, AAAA, CAA, CNAME, DNSKEY, DS, "
                                + "HTTPS, MX, NAPTR, NS, PTR, SOA, SRV, SSHFP, SVCB, TLSA, TXT; did you mean \"A\"?"),
                bad(
                        "name: \"{host}\"",
                        "name: 192.0.2.1",
                        "line 28, column 33: checks.name.dns.name: \"192.0.2.1\" is an address; to ask for its name, state "
                                + "type: PTR"),
                bad(
                        "of: api, dns",
                        "of: apy, dns",
                        "line 28, column 15: checks.name.of: there is no component \"apy\"; did you mean \"api\"?"),
                bad(
                        "of: api, dns: {",
                        "of: api, tcp: { host: a, port: 1 }, dns: {",
                        "line 28, column 9: checks.name: must ask exactly one of http, tcp, dns, tls, heartbeat"),
                bad(
                        "maintenance:",
                        "  nightly: { of: cache, heartbeat: { every: 9s, grace: -1s, longst: 1h } }\nmaintenance:",
                        """
                        line 30, column 45: checks.nightly.heartbeat.every: must be from 10s to 8784h
                        line 30, column 56: checks.nightly.heartbeat.grace: must be a duration such as 800ms, 30s, 1m or 2h
                        line 30, column 61: checks.nightly.heartbeat.longst: is not known here; did you mean "longest"?"""),
                bad(
                        "maintenance:",
                        "  nightly: { of: cache, timeout: 5s, heartbeat: { every: 24h } }\nmaintenance:",
                        "line 30, column 34: checks.nightly.timeout: does not apply to a heartbeat; state every, grace "
                                + "and longest under heartbeat"),
                bad(
                        "maintenance:",
                        "  nightly: { of: cache, heartbeat: { grace: 1h } }\nmaintenance:",
                        "line 30, column 36: checks.nightly.heartbeat: \"every\" is missing; for example, write every: 24h"));
    }
}
