package dev.tocsin.notifier.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.Suspect.Confidence;
import dev.tocsin.notifier.OperatorStory;
import dev.tocsin.notifier.message.MailWording.Fact;
import dev.tocsin.notifier.subscription.KnownCatalog;
import dev.tocsin.notifier.subscription.KnownCatalog.Named;
import dev.tocsin.notifier.subscription.OperatorCatalog;
import dev.tocsin.notifier.subscription.Preferences;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OperatorWordingTest {

    private static final Instant AT = Instant.parse("2026-11-28T14:08:30Z");
    private static final KnownCatalog CATALOG =
            new KnownCatalog("Harbour CRM", ZoneId.of("Etc/UTC"), List.of(new Named("na", "North America")), List.of());
    private static final OperatorCatalog OPERATORS =
            new OperatorCatalog(1, AT, List.of(), Map.of("cache", "Session cache"));

    private final OperatorStory story = OperatorStory.at(AT, "cache@na");

    @Test
    void anOpeningSaysWhatOperatorsNeed() {
        story.opened();
        story.outageStarted();
        story.acknowledgedBy("Dana");

        var wording = wording(NoticeKind.OPENING, story.suspected(Confidence.LIKELY));

        assertThat(wording.subject()).isEqualTo("[Harbour CRM] " + story.title());
        assertThat(wording.sentence()).isEqualTo(story.title() + " since 14:08 UTC on 28 November.");
        assertThat(wording.facts())
                .containsExactly(
                        new Fact("Where", "North America"),
                        new Fact("What", "Session cache"),
                        new Fact("Severity", "internal"),
                        new Fact("Suspected cause", "Patch 417 to the cache (likely)"),
                        new Fact("State", "identified"),
                        new Fact("Reach", "20,000 of 32,000 customers"),
                        new Fact("Acknowledged by", "Dana"));
    }

    @Test
    void anEscalationSaysTheNewSeverity() {
        story.opened();
        story.outageStarted();

        assertThat(wording(NoticeKind.UPDATE, story.escalated(Severity.CRITICAL))
                        .sentence())
                .isEqualTo("Now critical: %s.".formatted(story.title()));
    }

    @Test
    void anEndSaysHowLongItLasted() {
        story.opened();
        story.outageStarted();

        var wording = wording(NoticeKind.CLOSING, story.resolved());

        assertThat(wording.subject()).isEqualTo("[Harbour CRM] Resolved: %s (lasted 30 s)".formatted(story.title()));
        assertThat(wording.sentence())
                .isEqualTo("Resolved: “%s”, from 14:08 UTC on 28 November until 14:08 UTC on 28 November."
                        .formatted(story.title()));
        assertThat(wording.facts()).contains(new Fact("Lasted", "30 s"));
    }

    @Test
    void aReopeningSaysSo() {
        story.opened();
        story.outageStarted();
        story.resolved();
        story.reopened();

        assertThat(wording(NoticeKind.OPENING, story.outageStarted()).sentence())
                .isEqualTo("Reopened: %s since 14:08 UTC on 28 November.".formatted(story.title()));
    }

    @Test
    void theEndOfAnEpisodeKnowsItsOnsetFromTheReportBefore() {
        story.opened();
        var before = OperatorReport.of(story.outageStarted(), null);

        var report = OperatorReport.of(story.resolved(), before);

        assertThat(report.onset()).isEqualTo(before.onset());
        assertThat(report.endedAt()).isEqualTo(AT);
    }

    private static MailWording wording(NoticeKind kind, IncidentSnapshot snapshot) {
        var report = OperatorReport.of(snapshot, null).named(OPERATORS);
        var page = URI.create("https://trust.harbour.example" + report.path());
        return MailWording.of(new Notice("d1", "d1", report.title(), kind, report, page), CATALOG, Preferences.DEFAULT);
    }
}
