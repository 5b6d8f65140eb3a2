package dev.tocsin.notifier.message;

import static dev.tocsin.contract.delivery.NoticeKind.CATCH_UP;
import static dev.tocsin.contract.delivery.NoticeKind.CLOSING;
import static dev.tocsin.contract.delivery.NoticeKind.OPENING;
import static dev.tocsin.contract.delivery.NoticeKind.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.notifier.message.DigestWording.Item;
import dev.tocsin.notifier.message.IncidentReport.TouchedCell;
import dev.tocsin.notifier.subscription.KnownCatalog;
import dev.tocsin.notifier.subscription.KnownCatalog.Named;
import dev.tocsin.notifier.subscription.Preferences;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DigestWordingTest {

    private static final KnownCatalog CATALOG = new KnownCatalog(
            "Harbour CRM",
            ZoneId.of("Etc/UTC"),
            List.of(new Named("na", "North America")),
            List.of(new Named("login", "Log in")));

    @Test
    void whatStandsComesFirst() {
        var wording = digest(
                notice("login0000000", 5, CLOSING, "Log in is down"),
                notice("search000000", 2, OPENING, "Search is slow"));

        assertThat(wording.subject()).isEqualTo("[Harbour CRM] 2 incidents, 1 of them not resolved");
        assertThat(wording.sentence()).isEqualTo("Incidents since your last digest: 2. Not resolved: 1.");
        assertThat(wording.incidents())
                .extracting(Item::sentence)
                .containsExactly(
                        "Search is slow since 10:42 UTC on 11 April.",
                        "Resolved: “Log in is down”, from 10:42 UTC on 11 April until 11:57 UTC on 11 April.");
        assertThat(wording.incidents())
                .extracting(Item::link)
                .containsExactly("https://trust.example/search000000", "https://trust.example/login0000000");
        assertThat(wording.more()).isNull();
    }

    @Test
    void anIncidentThatBeganAndEndedSinceTheLastDigestIsToldOnce() {
        var wording = digest(
                notice("login0000000", 2, OPENING, "Log in is down"),
                notice("login0000000", 3, UPDATE, "Log in is down"),
                notice("login0000000", 5, CATCH_UP, "Log in is down"));

        assertThat(wording.subject()).isEqualTo("[Harbour CRM] Resolved: Log in is down (lasted 1 h 15 min)");
        assertThat(wording.sentence()).isEmpty();
        assertThat(wording.incidents())
                .extracting(Item::sentence)
                .containsExactly("Resolved: “Log in is down”, from 10:42 UTC on 11 April until 11:57 UTC on 11 April.");
    }

    @Test
    void anIncidentIsToldAsItStoodLastAndAsNewOnlyWhereItIs() {
        assertThat(digest(
                                notice("login0000000", 2, OPENING, "Log in is slow"),
                                notice("login0000000", 3, UPDATE, "Log in is down"))
                        .incidents())
                .extracting(Item::sentence)
                .containsExactly("Log in is down since 10:42 UTC on 11 April.");
        assertThat(digest(notice("login0000000", 3, UPDATE, "Log in is down")).incidents())
                .extracting(Item::sentence)
                .containsExactly("Log in is down; we have found a likely cause.");
    }

    @Test
    void aDigestHasABound() {
        var wording = digest(IntStream.range(0, 53)
                .mapToObj(n -> notice("incident-" + n, 2, OPENING, "Search is slow"))
                .toArray(Notice[]::new));

        assertThat(wording.incidents()).hasSize(50);
        assertThat(wording.more()).isEqualTo("There were 3 more incidents.");
    }

    private static DigestWording digest(Notice... notices) {
        return DigestWording.of(List.of(notices), CATALOG, Preferences.DEFAULT);
    }

    private static Notice notice(String incident, long number, NoticeKind kind, String title) {
        var report = new IncidentReport(
                incident,
                number,
                1,
                title,
                IncidentState.IDENTIFIED,
                Severity.MAJOR,
                List.of("na"),
                List.of(new TouchedCell(new Cell("login", "na"), Verdict.DOWN)),
                1,
                Instant.parse("2006-04-11T10:42:00Z"),
                Instant.parse("2006-04-11T11:57:00Z"),
                Instant.parse("2006-04-11T12:00:00Z"),
                null,
                null);
        var id = "%s-%d".formatted(incident, number);
        return new Notice(id, id, title, kind, report, URI.create("https://trust.example/" + incident));
    }
}
