package dev.tocsin.engine.catalog.file;

import static dev.tocsin.engine.catalog.file.Harbour.bad;
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
        return Stream.concat(badSections(), BadChecks.files());
    }

    private static Stream<Arguments> badSections() {
        return Stream.of(
                bad(
                        "needs: [api, cache, billing@eu]",
                        "need: [api]",
                        "line 14, column 56: components.login.need: is not known here; did you mean \"needs\"?"),
                bad(
                        "API, group: Product }",
                        "API, colour: red }",
                        "line 15, column 21: components.api.colour: is not known here; "
                                + "the known keys are about, group, in, name, needs, objective, public, weight"),
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
                        "line 16, column 53: components.billing.needs[1]: needs must not form a cycle: "
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
                        "line 11, column 83: vantage-points.us-east.controls[2]: \"https://${HOST}/\" must not "
                                + "contain a secret, because every probe asks it"),
                bad(
                        "http: { url: \"https://{host}/login\"",
                        "http: { <<: nothing, url: \"https://{host}/login\"",
                        "line 23, column 3: not YAML: Expected mapping node or an anchor referencing mapping"),
                bad(
                        "Etc/UTC",
                        "Europe/Berlon",
                        "line 2, column 77: page.time-zone: \"Europe/Berlon\" is not a time zone such as Europe/Berlin; "
                                + "did you mean \"Europe/Berlin\"?"),
                bad(
                        "time-zone: Etc/UTC",
                        "accent: { light: \"#ff8800\", dark: \"#8fb0ff\" }",
                        "line 2, column 83: page.accent.light: #ff8800 has a contrast of 2.2 : 1 on #f6f7f8 of the light "
                                + "theme, and text needs 4.5 : 1; #ad5c00 would be right"),
                bad(
                        "time-zone: Etc/UTC",
                        "accent: { light: \"#2b59c3\", dark: \"#2b59c3\" }",
                        "line 2, column 100: page.accent.dark: #2b59c3 has a contrast of 2.6 : 1 on #1c2026 of the dark "
                                + "theme, and text needs 4.5 : 1; #6486d3 would be right"),
                bad(
                        "time-zone: Etc/UTC",
                        "links: [{ text: Help, to: \"javascript:alert(1)\" }]",
                        "line 2, column 92: page.links[1].to: \"javascript:alert(1)\" is neither https://host/path nor "
                                + "mailto:name@host"),
                bad(
                        "FREQ=WEEKLY;BYDAY=SU",
                        "every sunday",
                        "line 31, column 104: maintenance.patching.repeats: \"every sunday\" is not a rule such as "
                                + "FREQ=WEEKLY;BYDAY=SU (RFC 5545)"),
                bad(
                        "FREQ=WEEKLY;BYDAY=SU",
                        "FREQ=WEEKLY;BYDAY=SO",
                        "line 31, column 104: maintenance.patching.repeats: \"FREQ=WEEKLY;BYDAY=SO\" is not a valid "
                                + "rule of RFC 5545: invalid weeknum: 'SO'"),
                bad(
                        "FREQ=WEEKLY;BYDAY=SU",
                        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
                        "line 31, column 104: maintenance.patching.repeats: \"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\" "
                                + "is not a valid rule of RFC 5545: too many filtered recurrence instances"),
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
                                + "the id must be at most 48 characters long, because the ids of its windows begin "
                                + "with it"),
                bad(
                        "  api: { name: API, group: Product }",
                        "  api: { name: API }\n  api: { name: API }",
                        "line 16, column 3: components.api: is stated twice; keep only one"),
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
                        "line 2, column 1: \"page\" is missing; for example, write page: "
                                + "{ name: Harbour CRM, url: \"https://trust.harbour.example\" }"),
                arguments("", "the file is empty"),
                arguments("- a list", "line 1, column 1: must be a block of keys and values"),
                arguments("page: [", "line 1, column 8: not YAML: expected the node content, but found '<stream end>'"),
                arguments("a: &a [*a]", "the file expands to more than 500000 values; use fewer aliases"),
                arguments(bomb(), "the file expands to more than 500000 values; use fewer aliases"));
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
                        "gives billing more than 2000 votes: each of its checks has one for each vantage point");
    }

    private static String problems(CatalogReading reading) {
        return ((Invalid) reading).text();
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
