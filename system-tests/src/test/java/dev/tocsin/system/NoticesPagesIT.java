package dev.tocsin.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.tocsin.system.Chromium.IN_TIME;
import static dev.tocsin.system.Chromium.assertAccessible;
import static dev.tocsin.system.Chromium.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import dev.tocsin.system.Chromium.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What operators do at notifier-service by the dashboard of incident-service, in a real browser.
@SharesStandalone
@ExtendWith(Chromium.class)
class NoticesPagesIT {

    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void anOperatorMakesASilenceAndEndsIt(Standalone tocsin, Running chromium) {
        var page = signedIn(tocsin, chromium);
        page.keyboard().press("g");
        page.keyboard().press("z");
        assertThat(page.locator("h1")).hasText("Silences");
        page.keyboard().press("n");
        page.locator("#regions").fill("mars");
        page.locator("#reason").fill("The hall is handed over");
        page.locator("#endsAt")
                .fill(LocalDateTime.now(ZoneOffset.UTC)
                        .plusDays(1)
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString());
        page.locator("button:text-is('Make silence')").click();
        assertThat(page.locator("#regions-wrong")).containsText("There is no region \"mars\"");
        picture(page, "silence-refused");
        assertAccessible(page);

        page.locator("#regions").fill("apac");
        page.locator("button:text-is('Make silence')").click();

        assertThat(page.locator(".done")).hasText("The silence is made.");
        assertThat(page.locator(".stories")).containsText("The hall is handed over");
        picture(page, "silences");
        assertAccessible(page);
        var silence = tocsin.get(tocsin.notifierService("/api/v1/silences")).at("/items/0");
        assertThat(silence.get("owner").asText()).isEqualTo("operator");
        assertThat(silence.at("/regions/0").asText()).isEqualTo("apac");

        page.locator("summary:text-is('End')").first().click();
        page.locator("button:text-is('End silence')").first().click();
        assertThat(page.locator(".done")).containsText("The silence has ended");
        assertThat(tocsin.get(tocsin.notifierService(
                                "/api/v1/silences/" + silence.get("id").asText()))
                        .get("state")
                        .asText())
                .isEqualTo("over");
        page.navigate(tocsin.incidentService("/ops/audit").toString());
        assertThat(page.locator("main")).containsText("End silence");
    }

    @Test
    void anOperatorFindsASubscriberReplaysItsNoticeAndEndsTheSubscription(Standalone tocsin, Running chromium)
            throws IOException, SQLException {
        try (var receiver = new WebhookReceiver(tocsin.port(9513), "by-dashboard")) {
            receiver.subscribe(tocsin, "na");
            tocsin.breakCell("cache@na", "errors");
            await("the notice").atMost(LONG).until(() -> !receiver.notices().isEmpty());
            var page = signedIn(tocsin, chromium);
            page.locator("#open .incident a").first().click();
            assertThat(page.locator("#notifications")).containsText("Sent", IN_TIME);
            picture(page, "incident-with-notifications");
            var sent = receiver.notices().size();

            page.navigate(tocsin.incidentService("/ops/subscribers").toString());
            page.locator("input[name=find]").fill(receiver.address());
            page.locator("button:text-is('Find')").click();
            page.locator(".stories a").first().click();
            assertThat(page.locator(".answer")).containsText(receiver.address());
            var subscription = page.url().replaceFirst(".*id=", "");
            giveUp(tocsin, subscription);
            page.reload();
            assertThat(page.locator(".stories")).containsText("Given up");
            picture(page, "subscriber");
            assertAccessible(page);

            page.locator("text=All notices to this subscriber").click();
            assertThat(page.locator(".stories")).containsText("because an outage affects");
            picture(page, "deliveries");
            assertAccessible(page);
            page.locator("button:text-is('Replay …')").click();
            assertThat(page.locator("main")).containsText("given up and");
            picture(page, "replay");
            page.locator("button.grave").click();
            assertThat(page.locator(".done")).containsText("sent again");
            await("the notice, again")
                    .atMost(LONG)
                    .until(() -> receiver.notices().size() > sent);
            tocsin.heal("cache@na");

            page.navigate(tocsin.incidentService("/ops/subscribers/subscriber?id=" + subscription)
                    .toString());
            page.locator("summary:text-is('End subscription')").click();
            page.locator("#reason").fill("A test");
            page.locator("button:text-is('End subscription')").click();
            assertThat(page.locator(".done")).containsText("The subscription has ended");
            assertThat(tocsin.get(tocsin.notifierService("/api/v1/subscriptions/" + subscription))
                            .get("state")
                            .asText())
                    .isEqualTo("left");
        }
    }

    /// As eight failed attempts within 27 hours would.
    private static void giveUp(Standalone tocsin, String subscription) throws IOException, SQLException {
        try (var database = database(tocsin);
                var statement = database.prepareStatement("""
                        update notifier.delivery set state = 'given-up', reason = 'The endpoint answered 503',
                            ended_at = now() where subscription = ?""")) {
            statement.setString(1, subscription);
            assertThat(statement.executeUpdate()).isPositive();
        }
    }

    private static Connection database(Standalone tocsin) throws IOException, SQLException {
        var password = Files.readString(tocsin.data().resolve("secrets/notifier-password"))
                .strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/tocsin".formatted(tocsin.port(15_432)), "notifier", password);
    }

    private static Page signedIn(Standalone tocsin, Running chromium) {
        var page = chromium.open(tocsin.incidentService("/ops"));
        page.locator("input[name=user]").fill("operator");
        page.locator("input[type=password]").fill(tocsin.operatorToken());
        page.locator("button[type=submit]").click();
        assertThat(page.locator("nav [aria-current]")).hasText("Overview");
        return page;
    }
}
