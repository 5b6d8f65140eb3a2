package dev.tocsin.notifier;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.tocsin.stack.page.HtmlValidator;
import dev.tocsin.stack.page.PageLayout;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The pages of a subscriber: HTML without errors, and readable on the smallest phone.
@QuarkusTest
@WithTestResource(NotifierStack.class)
final class SubscriptionPagesTest {

    private static final Pattern LINK =
            Pattern.compile("/subscriptions/(confirm|manage|leave|owner)\\?token=[^\\s\"<]+");

    private static final String[] LONG_NAMES = {
        "Sankt Veit an der Glan und Umgebung, Kärnten und Osttirol",
        "Wareneingangsbestätigungsdruckerwarteschlangenüberwachung",
        "acmecustomeridentityandaccessmanagementplatformsessiongateway"
    };

    @Inject
    Database database;

    @RegisterExtension
    private final KafkaSide kafka = new KafkaSide();

    @RegisterExtension
    private final Receiver receiver = new Receiver();

    private final Map<String, String> pages = new LinkedHashMap<>();

    @Test
    void everyKindOfPageIsValidAndFitsTheSmallestPhone() {
        var mailbox = SubscriberMailbox.unused();
        add("subscribe", given().accept("text/html").get("/subscriptions").asString());
        assertThat(page("subscribe"))
                .contains("--accent: #0b5cad", "<a href=\"https://harbour.example/imprint\">Imprint</a>");
        add("wrong", submit(Map.of("channel", "email", "address", "nobody", "regions", "na")));
        add("pending", submit(Map.of("channel", "email", "address", mailbox.address())));
        var confirm = link(mailbox.awaitConfirmation().text());
        add("confirm", given().get(confirm).asString());
        add("confirmed", press("/subscriptions/confirm", confirm));
        database.execute("update subscription set state = 'left' where address = '%s'".formatted(mailbox.address()));
        var webhook = submit(Map.of("channel", "webhook", "url", receiver.url().toString()));
        add("pending-webhook", webhook);
        var manage = link(webhook);
        add("manage", given().get(manage).asString());
        add("manage-wrong", change(manage, "language", "nl"));
        add("manage-german", change(manage, "language", "de"));
        assertThat(page("manage-german")).contains("Ihre Änderungen sind gespeichert.");
        add("new-secret", press("/subscriptions/secret", manage));
        var owner = SubscriberMailbox.unused();
        assertThat(askOwner(manage, "jo")).contains("Das ist keine E-Mail-Adresse.");
        add("owner-asked", askOwner(manage, owner.address()));
        var owned = link(owner.awaitMail("Bestätigen Sie, dass Sie einen Endpunkt betreuen")
                .text());
        add("owner", given().get(owned).asString());
        add("owner-confirmed", press("/subscriptions/owner", owned));
        assertThat(page("owner-confirmed")).contains("Danke. Sie erhalten eine E-Mail, wenn");
        add("left", press("/subscriptions/leave", manage));
        add(
                "german",
                given().header("Accept-Language", "de-AT, en;q=0.5")
                        .get("/subscriptions")
                        .asString());
        assertThat(page("german")).contains("<html lang=\"de\">", "Meldungen abonnieren");
        add("link-sent", submit("/subscriptions/link", Map.of("address", "nobody@customer.example")));
        var slack = submit(Map.of(
                "channel", "slack", "url", receiver.url().resolve("/services/x").toString()));
        add("code", slack);
        add("wrong-code", press("/subscriptions/code", link(slack)));
        add("key", given().get("/subscriptions?channel=pagerduty").asString());
        add("no-such-link", given().get("/subscriptions/confirm?token=x").asString());
        add("not-found", given().accept("text/html").get("/nowhere").asString());
        add("many-choices", withLongNames(page("subscribe")));
        assertThat(page("many-choices")).contains(LONG_NAMES);

        assertThat(HtmlValidator.errors(pages, Path.of("target", "valid-html"))).isEmpty();
        assertThat(pages.entrySet().stream()
                        .flatMap(page -> PageLayout.faults(
                                        page.getKey(),
                                        withOneWordAsSecret(page.getValue()),
                                        path -> given().get(path).asString())
                                .stream()
                                .map(fault -> page.getKey() + ": " + fault)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            email      | Per E-Mail             | E-Mail-Adresse                                   | Geben Sie eine E-Mail-Adresse ein, etwa jo@example.com.
            webhook    | Per Webhook            | Webhook-Adresse                                  | Geben Sie eine Webhook-Adresse ein, etwa https://example.com/hook.
            slack      | Über Slack             | Eingehender Webhook eines Slack-Kanals           | Geben Sie eine Webhook-Adresse ein, etwa https://hooks.slack.com/services/T0/B0/x.
            teams      | Über Microsoft Teams   | Webhook eines Teams-Workflows                    | Geben Sie eine Webhook-Adresse ein, etwa https://example.webhook.office.com/x.
            discord    | Über Discord           | Webhook eines Kanals in Discord                  | Geben Sie eine Webhook-Adresse ein, etwa https://discord.com/api/webhooks/1/x.
            statuspage | Per Statuspage-Webhook | Adresse eines Empfängers von Statuspage-Webhooks | Geben Sie eine Adresse ein, etwa https://example.com/statuspage.
            pagerduty  | Über PagerDuty         | Integrationsschlüssel eines PagerDuty-Dienstes   | Ein Integrationsschlüssel hat 32 Buchstaben und Ziffern.
            sms        | Per SMS                | Telefonnummer                                    | Die Telefonnummer braucht ihre Landesvorwahl, wie in +431234567.
            """)
    void germansAreAskedInGerman(String channel, String title, String label, String problem) {
        var page = given().accept("text/html")
                .queryParam("channel", channel)
                .queryParam("language", "de")
                .get("/subscriptions")
                .asString();
        var wrong = submit(Map.of("channel", channel, "language", "de", "address", "x y", "url", "x y"));

        assertThat(page).contains(">%s</a>".formatted(title), ">%s</label>".formatted(label));
        assertThat(page).doesNotContain("By ", "Enter ", "We post", "We send");
        assertThat(wrong).contains("<li>%s</li>".formatted(problem));
    }

    /// A page with a button to leave is not to be laid under another.
    @Test
    void noPageOfAnotherSiteShowsOneInAFrame() {
        for (var path : List.of("/subscriptions", "/subscriptions/leave?token=none")) {
            given().accept("text/html")
                    .get(path)
                    .then()
                    .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                    .header("X-Frame-Options", "DENY")
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Referrer-Policy", "no-referrer");
        }
    }

    @Test
    void aLinkChoosesRegionsAndComponentsAndTheLinksOfThePageKeepThem() {
        var page = given().accept("text/html")
                .get("/subscriptions?regions=na&components=login&components=api")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(page)
                .contains("name=\"regions\" value=\"na\" checked", "name=\"components\" value=\"login\" checked")
                .contains("name=\"components\" value=\"api\" checked", "name=\"regions\" value=\"eu\">")
                .contains("channel=webhook&amp;language=en&amp;regions=na&amp;components=login&amp;components=api\"")
                .contains("?language=de&amp;channel=email&amp;regions=na&amp;components=login&amp;components=api\"");
    }

    @Test
    void aLinkWithAnUnknownRegionOrComponentSaysSoAndKeepsTheOthers() {
        var page = given().accept("text/html")
                .queryParam("regions", "na", "<mars>")
                .queryParam("components", "cache")
                .get("/subscriptions")
                .then()
                .statusCode(400)
                .extract()
                .asString();

        assertThat(page)
                .contains("<li>We do not know &lt;mars&gt;, cache. Choose regions and components below.</li>")
                .contains("name=\"regions\" value=\"na\" checked");
    }

    @Test
    void onlyMailHasADigestToChoose() {
        var mailbox = SubscriberMailbox.unused();
        submit(Map.of("channel", "email", "address", mailbox.address(), "digest", "08:00"));
        given().get(link(mailbox.awaitConfirmation().text())).then().statusCode(200);

        assertThat(database.all("select digest from subscription where address = '%s'".formatted(mailbox.address())))
                .containsExactly("08:00");
        assertThat(given().accept("text/html").get("/subscriptions").asString())
                .contains("One email a day at 08:00, if there is anything new");
        assertThat(given().accept("text/html")
                        .get("/subscriptions?channel=webhook")
                        .asString())
                .doesNotContain("One email a day");
        database.execute("update subscription set state = 'left' where address = '%s'".formatted(mailbox.address()));
    }

    /// As of a product of many regions and components with long names.
    private static String withLongNames(String subscribe) {
        return subscribe
                .replace("North America", LONG_NAMES[0])
                .replace("Log in", LONG_NAMES[1])
                .replace("API", LONG_NAMES[2]);
    }

    /// A line may break anywhere in a random secret: it has no words.
    private static String withOneWordAsSecret(String page) {
        return page.replaceAll("whsec_[A-Za-z0-9+/=]+", "A".repeat(50));
    }

    private String page(String name) {
        return Objects.requireNonNull(pages.get(name), name);
    }

    private void add(String name, String page) {
        assertThat(page).as(name).startsWith("<!doctype html>");
        pages.put(name, page);
    }

    private static String submit(Map<String, String> form) {
        return submit("/subscriptions", form);
    }

    private static String submit(String path, Map<String, String> form) {
        return given().accept("text/html").formParams(form).post(path).asString();
    }

    private static String change(String manage, String field, String value) {
        return submit(
                "/subscriptions/manage", Map.of("token", manage.substring(manage.indexOf('=') + 1), field, value));
    }

    private static String askOwner(String manage, String mail) {
        return submit(
                "/subscriptions/owner/mail", Map.of("token", manage.substring(manage.indexOf('=') + 1), "mail", mail));
    }

    private static String press(String path, String link) {
        return given().accept("text/html")
                .formParam("token", link.substring(link.indexOf('=') + 1))
                .post(path)
                .asString();
    }

    private static String link(String text) {
        var link = LINK.matcher(text);
        assertThat(link.find()).as(text).isTrue();
        return link.group();
    }
}
