package dev.tocsin.engine.catalog.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.engine.catalog.file.CatalogReading.Invalid;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a catalog file may not say.
class CatalogProblemsTest {

    static Stream<Arguments> badFiles() {
        return Stream.of(
                bad(
                        "needs: [api, cache, billing@eu]",
                        "need: [api]",
                        "line 14, column 56: components.login.need: is not known here; did you mean \"needs\"?"),
                bad(
                        "API, group: Product }",
                        "API, colour: red }",
                        "line 15, column 21: components.api.colour: is not known here; "
                                + "known are about, group, in, name, needs, objective, public, weight"),
                bad(
                        "billing@eu]",
                        "billing@na]",
                        "line 14, column 76: components.login.needs[3]: billing is not in na, only in eu"),
                bad(
                        "billing@eu]",
                        "billing@us]",
                        "line 14, column 76: components.login.needs[3]: there is no region \"us\""),
                bad(
                        "needs: [database], in",
                        "needs: [databse], in",
                        "line 16, column 53: components.billing.needs[1]: there is no component \"databse\"; "
                                + "did you mean \"database\"?"),
                bad(
                        "database: { name: Database }",
                        "database: { name: Database, needs: [billing], in: [eu] }",
                        "line 16, column 53: components.billing.needs[1]: components need one another in a circle: "
                                + "billing → database → billing"),
                bad(
                        "database: { name: Database }",
                        "database: { name: Database, in: [na] }",
                        "line 16, column 53: components.billing.needs[1]: database is in none of billing's regions "
                                + "(eu); name a cell, such as database@na"),
                bad(
                        "cells: [cache@na]",
                        "cells: [cache]",
                        "line 31, column 47: maintenance.patching.cells[1]: \"cache\" lacks its region: write cache@na"),
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
                        "line 25, column 14: checks.login-token.timeout: must not be above the interval of 30s (every)"),
                bad(
                        "vars: { host: na.harbour.example, port: 6379 }",
                        "vars: { host: na.harbour.example }",
                        "line 29, column 80: checks.cache-port.tcp.port: region na has no variable {port}; "
                                + "give it one: regions.na.vars: { port: ... }, or write {{port}} where {port} itself is meant"),
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
                        "line 22, column 69: checks.login-page.http.body-matches: repeats something more than 1000 "
                                + "times, all repetitions taken together"),
                bad(
                        "status: [200, 201]",
                        "status: [200, 2001]",
                        "line 26, column 127: checks.login-token.http.status[2]: must be a whole number from 100 to 599"),
                bad(
                        "failing-means: degraded",
                        "failing-means: degarded",
                        "line 27, column 55: checks.certificate.failing-means: \"degarded\" is none of down, degraded; "
                                + "did you mean \"degraded\"?"),
                bad(
                        "from: [us-east], tcp",
                        "from: [us-eats], tcp",
                        "line 29, column 35: checks.cache-port.from[1]: there is no vantage point \"us-eats\"; "
                                + "did you mean \"us-east\"?"),
                bad(
                        "tcp://two.example:443",
                        "tcp://two_svc:70000",
                        "line 11, column 83: vantage-points.us-east.controls[2]: \"tcp://two_svc:70000\" has a port that "
                                + "is not from 1 to 65535"),
                bad(
                        "tcp://two.example:443",
                        "tcp://two_svc",
                        "line 11, column 83: vantage-points.us-east.controls[2]: \"tcp://two_svc\" has no port, such as "
                                + "tcp://two_svc:443"),
                bad(
                        "tcp://two.example:443",
                        "redis://two_svc:6379",
                        "line 11, column 83: vantage-points.us-east.controls[2]: \"redis://two_svc:6379\" is neither "
                                + "https://host nor tcp://host:port"),
                bad(
                        "https://one.example",
                        "https://one.example:99999",
                        "line 11, column 60: vantage-points.us-east.controls[1]: \"https://one.example:99999\" has a "
                                + "port that is not from 1 to 65535"),
                bad(
                        "tcp://two.example:443",
                        "https://${HOST}/",
                        "line 11, column 83: vantage-points.us-east.controls[2]: \"https://${HOST}/\" must not hold a secret"),
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
                        "line 22, column 18: checks.login-page.http.url: \"https://user:${WORD}@one.example/login\" holds a "
                                + "user's name; send it in a header: Authorization: \"Basic ${NAME}\""),
                bad(
                        "https://{host}/login",
                        "https://straße.example/login",
                        "line 22, column 18: checks.login-page.http.url: \"https://straße.example/login\" has a host that "
                                + "cannot be converted; write it in ASCII: xn--…"),
                bad(
                        "https://{host}/login",
                        "https://${HO-ST}/login",
                        "line 22, column 18: checks.login-page.http.url: \"${HO-ST}\" does not name a secret: use letters, "
                                + "digits and _; write $${ where ${ itself is meant"),
                bad(
                        "status: 200, body-contains",
                        "method: HEAD, body-contains",
                        "line 22, column 50: checks.login-page.http.method: answers to HEAD have no body; use GET"),
                bad(
                        "status: 200, body-contains",
                        "read-body: false, body-contains",
                        "line 22, column 53: checks.login-page.http.read-body: must not be false where body-contains or "
                                + "body-matches expects something"),
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
                        "line 22, column 54: checks.login-page.http.client-key: is of no use without client-certificate"),
                bad(
                        "host: \"cache.{host}\"",
                        "host: \"cache:6379\"",
                        "line 29, column 58: checks.cache-port.tcp.host: \"cache:6379\" is not a host's name or address; "
                                + "its port goes into \"port\""),
                bad(
                        "host: \"cache.{host}\"",
                        "host: \"cache..example\"",
                        "line 29, column 58: checks.cache-port.tcp.host: \"cache..example\" is not a host's name or address"),
                bad(
                        "host: \"cache.{host}\"",
                        "ip: 6, host: 192.0.2.1",
                        "line 29, column 56: checks.cache-port.tcp.ip: the host is an address of the other version of IP"),
                bad(
                        "type: A,",
                        "type: A, server: \"one.example:99999\",",
                        "line 28, column 60: checks.name.dns.server: \"one.example:99999\" has a port that is not from 1 "
                                + "to 65535"),
                bad(
                        "192.0.2.10, 192",
                        "192.0.2.300, 192",
                        "line 28, column 68: checks.name.dns.answer-any-of[1]: \"192.0.2.300\" is no IPv4 address, as "
                                + "records of type A hold"),
                bad(
                        "type: A, answer-any-of: [192.0.2.10, 192.0.2.11]",
                        "type: B",
                        "line 28, column 49: checks.name.dns.type: \"B\" is none of A, AAAA, CAA, CNAME, DNSKEY, DS, HTTPS, "
                                + "MX, NAPTR, NS, PTR, SOA, SRV, SSHFP, SVCB, TLSA, TXT; did you mean \"A\"?"),
                bad(
                        "name: \"{host}\"",
                        "name: 192.0.2.1",
                        "line 28, column 33: checks.name.dns.name: \"192.0.2.1\" is an address, whose name is asked for with "
                                + "type: PTR"),
                bad(
                        "http: { url: \"https://{host}/login\"",
                        "http: { <<: nothing, url: \"https://{host}/login\"",
                        "line 23, column 3: not YAML: Expected mapping node or an anchor referencing mapping"),
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
                        "line 30, column 34: checks.nightly.timeout: is for checks that vantage points ask; a heartbeat has "
                                + "every, grace and longest of its own"),
                bad(
                        "maintenance:",
                        "  nightly: { of: cache, heartbeat: { grace: 1h } }\nmaintenance:",
                        "line 30, column 36: checks.nightly.heartbeat: \"every\" is missing, such as every: 24h"),
                bad(
                        "Etc/UTC",
                        "Europe/Berlon",
                        "line 2, column 77: page.time-zone: \"Europe/Berlon\" is not a time zone such as Europe/Berlin; "
                                + "did you mean \"Europe/Berlin\"?"),
                bad(
                        "FREQ=WEEKLY;BYDAY=SU",
                        "every sunday",
                        "line 31, column 104: maintenance.patching.repeats: \"every sunday\" is not a rule such as "
                                + "FREQ=WEEKLY;BYDAY=SU (RFC 5545)"),
                bad(
                        "FREQ=WEEKLY;BYDAY=SU",
                        "FREQ=WEEKLY;BYDAY=SO",
                        "line 31, column 104: maintenance.patching.repeats: \"FREQ=WEEKLY;BYDAY=SO\" is no rule of "
                                + "RFC 5545: invalid weeknum: 'SO'"),
                bad(
                        "FREQ=WEEKLY;BYDAY=SU",
                        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
                        "line 31, column 104: maintenance.patching.repeats: \"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\" "
                                + "is no rule of RFC 5545: too many filtered recurrence instances"),
                bad(
                        "cells: [cache@na]",
                        "cells: []",
                        "line 31, column 46: maintenance.patching.cells: must name at least one cell, such as [cache@na]"),
                bad(
                        "lasts: 2h",
                        "lasts: 200h",
                        "line 31, column 91: maintenance.patching.lasts: must be from 1m to 168h"),
                bad(
                        "  patching: {",
                        "  patching-of-all-that-has-to-be-patched-every-week-for-good: {",
                        "line 31, column 63: maintenance.patching-of-all-that-has-to-be-patched-every-week-for-good: "
                                + "the id must be at most 48 characters long, for windows' ids begin with it"),
                bad(
                        "  api: { name: API, group: Product }",
                        "  api: { name: API }\n  api: { name: API }",
                        "line 16, column 3: components.api: is there twice; keep one of the two"),
                bad(
                        "  api: { name: API, group: Product }",
                        "  api: { name: API }\n  Api: { name: API }",
                        "line 16, column 3: components.Api: \"Api\" is not an id: a lower-case letter, "
                                + "then at most 62 of a-z, 0-9 and -"),
                bad("name: Europe, at: [50.1, 8.7], customers: 12000", "name: 4711, at: [50.1], customers: many", """
                        line 9, column 15: regions.eu.name: must be text; put it in quotes: "4711"
                        line 9, column 25: regions.eu.at: must be latitude and longitude, such as [50.1, 8.7]
                        line 9, column 44: regions.eu.customers: must be a whole number from 0 to 100000000000"""),
                bad(
                        "\"mailto:oncall@harbour.example\"",
                        "oncall@harbour.example",
                        "line 3, column 13: operators[1]: \"oncall@harbour.example\" is not of the form mailto:name@host"),
                bad(
                        "page: { name: Harbour CRM, url: \"https://trust.harbour.example\", time-zone: Etc/UTC }\n",
                        "",
                        "line 2, column 1: \"page\" is missing, such as page: "
                                + "{ name: Harbour CRM, url: \"https://trust.harbour.example\" }"),
                arguments("", "the file is empty"),
                arguments("- a list", "line 1, column 1: must be a block of keys and values"),
                arguments("page: [", "line 1, column 8: not YAML: expected the node content, but found '<stream end>'"),
                arguments("a: &a [*a]", "unfolds to more than 500000 values; use fewer aliases"),
                arguments(bomb(), "unfolds to more than 500000 values; use fewer aliases"));
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void everyProblemIsNamedWithItsPlaceAndWhatWouldBeRight(String file, String problems) {
        assertThat(Harbour.problems(file)).isEqualTo(problems);
    }

    @Test
    void whatIsNotUtf8OrNotThereOrTooLargeIsSaid() {
        assertThat(problems(CatalogFile.read(new byte[] {(byte) 0xC3}))).isEqualTo("the file is not text in UTF-8");
        assertThat(problems(CatalogFile.read(Path.of("nowhere.yaml")))).isEqualTo("there is no file nowhere.yaml");
    }

    @Test
    void moreChecksThanDetectionCanKeepOfACellAreRefusedOnce() {
        var jobs = IntStream.rangeClosed(0, CellChecksDefined.MOST_VOTES)
                .mapToObj("  job-%d: { of: billing, heartbeat: { every: 1h } }%n"::formatted)
                .collect(Collectors.joining());

        assertThat(Harbour.problems(Harbour.with("maintenance:", jobs + "maintenance:")))
                .containsOnlyOnce(
                        "is too much for billing: its checks, each times its vantage points, are more than 2000");
    }

    private static String problems(CatalogReading reading) {
        return ((Invalid) reading).text();
    }

    private static Arguments bad(String part, String instead, String problems) {
        return arguments(Harbour.with(part, instead), problems);
    }

    /// Nine levels of nine aliases each.
    private static String bomb() {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (var level = 1; level < 9; level++) {
            var alias = ", *a" + (level - 1);
            bomb.append(
                    "a%d: &a%d [%s]%n".formatted(level, level, alias.repeat(9).substring(2)));
        }
        return bomb.toString();
    }
}
