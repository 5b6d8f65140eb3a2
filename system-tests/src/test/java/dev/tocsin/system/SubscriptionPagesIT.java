package dev.tocsin.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.tocsin.system.Chromium.assertAccessible;
import static dev.tocsin.system.Chromium.picture;
import static org.awaitility.Awaitility.await;

import dev.tocsin.system.Chromium.Running;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// How a customer comes to hear of incidents, and leaves, in a real browser. These pages have no script.
@SharesStandalone
@ExtendWith(Chromium.class)
class SubscriptionPagesIT {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String ADDRESS = "reader@harbour.example";
    private static final Pattern LINK = Pattern.compile("https?://\\S+/subscriptions/confirm\\?token=\\S+");

    @Test
    void whoSubscribesConfirmsByTheLinkInAMail(Standalone tocsin, Running chromium) {
        var page = chromium.open(tocsin.incidentService("/"));
        page.locator(".top >> text=Subscribe").click();
        assertThat(page.locator("h1")).containsText("Subscribe to updates");
        picture(page, "subscribe");
        assertAccessible(page);

        page.locator("text=By webhook").click();
        page.locator("input[name=url]").fill("https://10.1.2.3/hook");
        page.locator("button").click();

        assertThat(page.locator("[role=alert]")).containsText("The webhook address leads to");
        picture(page, "subscribe-refused");
        assertAccessible(page);

        page.locator("text=By email").click();
        page.locator("input[name=address]").fill(ADDRESS);
        page.locator("text=North America").click();
        page.locator("button").click();

        assertThat(page.locator("h1")).hasText("Check your email");
        picture(page, "subscribe-pending");
        assertAccessible(page);
        page.navigate(link(tocsin).toString());
        assertThat(page.locator("h1")).containsText("Do you want updates");
        assertAccessible(page);
        page.locator("button").click();
        assertThat(page.locator("h1")).containsText("You are subscribed");
        picture(page, "subscribed");
        assertAccessible(page);
    }

    @Test
    void whoSubscribesAWebhookIsShownItsSecretOnceAndCanLeave(Standalone tocsin, Running chromium) throws IOException {
        try (var receiver = new WebhookReceiver(FastStandalone.PORT_OFFSET + 9_701, "by-form")) {
            var page = chromium.open(tocsin.notifierService("/subscriptions"));
            page.locator("text=By webhook").click();
            page.locator("input[name=url]").fill(receiver.address());
            page.locator("button").click();

            assertThat(page.locator("code").last()).containsText("whsec_");
            assertAccessible(page);
            page.locator("text=View your subscription").click();
            assertThat(page.locator("h1")).hasText("Your subscription");
            await().atMost(LONG).untilAsserted(() -> {
                page.reload();
                assertThat(page.locator("dl")).containsText("confirmed");
            });
            picture(page, "subscription");
            assertAccessible(page);

            page.locator("text=Notify me only when it begins").click();
            page.locator("button:has-text('Save')").click();
            assertThat(page.locator("[role=status]")).hasText("Your changes are saved.");
            assertAccessible(page);
            page.locator("button:has-text('Make a new secret')").click();
            assertThat(page.locator("code")).containsText("whsec_");
            assertAccessible(page);

            page.locator("button:has-text('Unsubscribe')").click();

            assertThat(page.locator("h1")).containsText("You are unsubscribed");
            assertAccessible(page);
        }
    }

    @Test
    void whoFollowsABrokenLinkIsTold(Standalone tocsin, Running chromium) {
        var page = chromium.open(tocsin.notifierService("/subscriptions/manage?token=none"));

        assertThat(page.locator("h1")).containsText("This link has expired");
        assertAccessible(page);
    }

    private static URI link(Standalone tocsin) {
        return await().atMost(LONG)
                .until(
                        () -> tocsin.mailsTo(ADDRESS).stream()
                                .flatMap(mail ->
                                        LINK.matcher(mail.get("text").asText()).results())
                                .map(found -> URI.create(found.group()))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }
}
