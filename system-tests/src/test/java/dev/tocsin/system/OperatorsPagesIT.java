package dev.tocsin.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.tocsin.system.Chromium.IN_TIME;
import static dev.tocsin.system.Chromium.SOON;
import static dev.tocsin.system.Chromium.VISIBLE_IN_TIME;
import static dev.tocsin.system.Chromium.assertAccessible;
import static dev.tocsin.system.Chromium.picture;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.tocsin.system.Chromium.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What an operator sees, in a real browser.
@SharesStandalone
@ExtendWith(Chromium.class)
class OperatorsPagesIT {

    private static final int MOST_STOPS = 12;

    @Test
    void aWrongPasswordIsSaid(Standalone tocsin, Running chromium) {
        var page = chromium.open(tocsin.incidentService("/ops"));
        picture(page, "sign-in");
        assertAccessible(page);

        page.locator("input[name=user]").fill("operator");
        page.locator("input[type=password]").fill("a wrong one");
        page.locator("button[type=submit]").click();

        assertThat(page.locator("[role=alert]")).isVisible();
        assertAccessible(page);
    }

    @Test
    void theDashboardShowsOperatorsTheRootTheVantagePointsAndTheirAlerts(Standalone tocsin, Running chromium) {
        var page = signedIn(tocsin, chromium);
        assertThat(page.locator("body")).containsText("Virginia");
        picture(page, "dashboard-up");

        tocsin.breakCell("cache@na", "errors");

        assertThat(page.locator("#open .incident").first()).containsText("cache@na", IN_TIME);
        assertThat(page.locator("#open .incident").first()).containsText("login@na", IN_TIME);
        picture(page, "dashboard-down");
        assertAccessible(page);
        tocsin.heal("cache@na");
    }

    @Test
    void anOperatorIsToldWhatAnOrderDoesBeforeItIsDone(Standalone tocsin, Running chromium) {
        tocsin.breakCell("cache@na", "errors");
        var page = signedIn(tocsin, chromium);
        page.locator(".incident a").first().click(new Locator.ClickOptions().setTimeout(SOON));
        page.locator("button:text-is('Acknowledge')").click();
        assertThat(page.locator("[role=status]")).containsText("Acknowledged");
        page.locator("summary").all().forEach(Locator::click);
        picture(page, "incident-of-operators");
        assertAccessible(page);

        page.locator("text=Resolve …").click();
        assertThat(page.locator("[role=alert]")).containsText("The reason is required while anything is down");
        page.locator("#resolve-reason").fill("The cache is being replaced");
        page.locator("text=Resolve …").click();
        assertThat(page.locator(".effects")).containsText("cache@na");
        picture(page, "order-to-confirm");
        assertAccessible(page);

        page.locator("text=Cancel").click();
        assertThat(page.locator(".facts").first()).not().containsText("resolved");
        tocsin.heal("cache@na");
    }

    /// One works by keys alone, and the other looks on.
    @Test
    void whatOneOperatorDoesByKeysAnotherSeesAtOnce(Standalone tocsin, Running chromium) {
        tocsin.breakCell("cache@na", "errors");
        var page = signedIn(tocsin, chromium);
        assertThat(page.locator("#open a[data-item]").first()).isVisible(VISIBLE_IN_TIME);
        page.keyboard().press("?");
        assertThat(page.locator("dialog.keys")).containsText("Show this list");
        assertAccessible(page);
        page.keyboard().press("Escape");
        page.keyboard().press("j");
        page.keyboard().press("Enter");
        assertThat(page.locator("button[data-key=a]")).isVisible(VISIBLE_IN_TIME);
        var other = signedIn(tocsin, chromium);
        other.navigate(page.url());

        page.keyboard().press("a");
        assertThat(page.locator(".done")).containsText("Acknowledged", IN_TIME);
        assertThat(other.locator("#standing")).containsText("acknowledged by operator", IN_TIME);

        page.keyboard().press("u");
        page.keyboard().type("We are on it, by keys alone.");
        tabTo(page, "Post update");
        page.keyboard().press("Enter");
        assertThat(other.locator("#story")).containsText("We are on it, by keys alone.", IN_TIME);
        picture(other, "incident-that-another-works-on");

        assertThat(page.locator(".done")).isVisible(VISIBLE_IN_TIME);
        page.keyboard().press("g");
        page.keyboard().press("o");
        assertThat(page.locator("nav [aria-current]")).hasText("Overview");
        tocsin.heal("cache@na");
    }

    private static void tabTo(Page page, String button) {
        for (var stops = 0; stops < MOST_STOPS; stops++) {
            if (button.equals(page.evaluate("document.activeElement.textContent.trim()"))) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("Tab does not lead to " + button);
    }

    private static Page signedIn(Standalone tocsin, Running chromium) {
        var page = chromium.open(tocsin.incidentService("/ops"));
        page.locator("input[name=user]").fill("operator");
        page.locator("input[type=password]").fill(tocsin.operatorToken());
        page.locator("button[type=submit]").click();
        return page;
    }
}
