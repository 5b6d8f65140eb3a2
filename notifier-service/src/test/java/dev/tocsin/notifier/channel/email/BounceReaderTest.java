package dev.tocsin.notifier.channel.email;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.channel.email.BounceReader.BounceReading;
import dev.tocsin.notifier.delivery.Bounce;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BounceReaderTest {

    private static final String ID = "8829a422eb68dcf4924c69f30d681cb4";
    private static final String OURS = "bounce+%s@harbour.example".formatted(ID);
    private static final String ELSEWHERE = "postmaster@harbour.example";

    @ParameterizedTest
    @CsvSource({
        "5.1.1, true",
        "5.1.10, true",
        "5.1.6, true",
        "5.2.2, false",
        "5.2.1, false",
        "5.7.1, false",
        "4.4.7, false"
    })
    void aFailureNamesItsDeliveryAndWhetherTheAddressIsGone(String status, boolean gone) {
        assertThat(read(Reports.report(OURS, "failed", status, "<other@elsewhere.example>"), null))
                .isEqualTo(new BounceReading.Failed(new Bounce(ID, status, gone)));
    }

    @Test
    void theRecipientThatTheServerKnowsCountsBeforeTheHeaders() {
        var report = Reports.report(ELSEWHERE, "failed", "5.1.1", "<other@elsewhere.example>");

        assertThat(read(report, "BOUNCE+%s@harbour.example".formatted(ID)))
                .isEqualTo(new BounceReading.Failed(new Bounce(ID, "5.1.1", true)));
    }

    @Test
    void aReportToARewrittenAddressIsKnownByTheMailThatItBrings() {
        var report = Reports.report(ELSEWHERE, "failed", "5.1.1", "<%s@harbour.example>".formatted(ID));

        assertThat(read(report, null)).isEqualTo(new BounceReading.Failed(new Bounce(ID, "5.1.1", true)));
    }

    @Test
    void aConfirmationThatCameBackNamesItsSubscription() {
        var report = Reports.report("bounce+confirm-abc123@harbour.example", "failed", "5.1.1", "<x@y>");

        assertThat(read(report, null)).isInstanceOfSatisfying(BounceReading.Failed.class, failed -> {
            assertThat(failed.bounce().isOfConfirmation()).isTrue();
            assertThat(failed.bounce().subscription()).isEqualTo("abc123");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"delayed", "delivered", "relayed", "expanded"})
    void whatIsNoFailureChangesNothing(String action) {
        assertThat(read(Reports.report(OURS, action, "4.4.1", "<x@y>"), null))
                .isInstanceOf(BounceReading.NoFailure.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "Subject: hello\r\n\r\nI am away until Monday.", "\u0000\u0001", "--", "{}"})
    void whatIsNoReportIsSaidToBeNone(String mail) {
        assertThat(read(mail, OURS)).isInstanceOf(BounceReading.NoReport.class);
    }

    @Test
    void aReportAboutNoMailOfOursIsSaidToBeNone() {
        assertThat(read(Reports.report(ELSEWHERE, "failed", "5.1.1", ""), null))
                .isInstanceOf(BounceReading.NoReport.class);
    }

    private static BounceReading read(String mail, @Nullable String recipient) {
        return BounceReader.read(mail.getBytes(UTF_8), recipient);
    }
}
