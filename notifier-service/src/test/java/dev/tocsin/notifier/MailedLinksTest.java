package dev.tocsin.notifier;

import static dev.tocsin.notifier.MailLinks.anonymous;
import static dev.tocsin.notifier.MailLinks.confirmedMailbox;
import static dev.tocsin.notifier.MailLinks.link;
import static dev.tocsin.notifier.MailLinks.local;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The links in a mail lead to the subscription of whoever received it.
@QuarkusTest
@WithTestResource(NotifierStack.class)
final class MailedLinksTest {

    @RegisterExtension
    private final KafkaSide kafka = new KafkaSide();

    @Test
    void whoGetsTheSameMailHasLinksOfTheirOwn() {
        var mailboxes = List.of(confirmedMailbox(), confirmedMailbox());
        var title = "Log in is down %d".formatted(System.nanoTime());
        var story = Story.now().called(title);

        kafka.write(Topic.PUBLIC_INCIDENTS, story.begin("na"));
        var mails = mailboxes.stream().map(mailbox -> mailbox.awaitMail(title)).toList();
        kafka.write(
                Topic.PUBLIC_INCIDENTS,
                story.up("na-1", "login@na"),
                story.outageEnded("na-1", "na"),
                story.resolved());

        assertThat(mails)
                .extracting(mail -> anonymous(mail.text()))
                .containsOnly(anonymous(mails.getFirst().text()));
        for (var number = 0; number < mails.size(); number++) {
            var mail = mails.get(number);
            var tokens = Pattern.compile("token=([\\w-]+)")
                    .matcher(mail.text()
                            + mail.html()
                            + mail.header("List-Unsubscribe").orElseThrow())
                    .results()
                    .map(match -> match.group(1))
                    .toList();
            assertThat(tokens).hasSize(5).containsOnly(tokens.getFirst());
            var page = given().get("/subscriptions/manage?token=" + tokens.getFirst())
                    .asString()
                    .replace("<wbr>", "");
            assertThat(page).contains(mailboxes.get(number).address());
        }
        mailboxes.forEach(mailbox -> mailbox.awaitMails(title, 2));
    }

    @Test
    void theLinkInANoticeLeadsToAPageThatChangesTheSubscription() {
        var mailbox = confirmedMailbox();
        var title = "API is down %d".formatted(System.nanoTime());
        var story = Story.now().called(title);
        kafka.write(Topic.PUBLIC_INCIDENTS, story.begin("na"));
        var manage = Pattern.compile("Manage subscription: (\\S+)")
                .matcher(mailbox.awaitMail(title).text());
        assertThat(manage.find()).isTrue();
        var link = local(URI.create(manage.group(1)));
        assertThat(given().get(link).asString()).contains(">Save<", "jo");

        var saved = given().contentType(ContentType.URLENC)
                .formParam("token", link.getRawQuery().substring("token=".length()))
                .formParam("regions", "eu")
                .formParam("leastSeverity", "critical")
                .formParam("updates", "false")
                .formParam("language", "de")
                .post(link.getPath());

        assertThat(saved.statusCode()).isEqualTo(200);
        assertThat(saved.asString()).contains("<html lang=\"de\">", "Ihre Änderungen sind gespeichert.");
        kafka.write(
                Topic.PUBLIC_INCIDENTS,
                story.up("na-1", "login@na"),
                story.outageEnded("na-1", "na"),
                story.resolved());
        assertThat(mailbox.awaitMails(title, 2).get(1).text())
                .as("a subscriber who got the opening gets the closing")
                .startsWith("Behoben: ");
    }

    @Test
    void whoHasLostTheLinkIsMailedAnother() {
        var mailbox = confirmedMailbox();
        var nobody = SubscriberMailbox.unused();

        var answers = Stream.of(mailbox, nobody)
                .map(each -> given().contentType(ContentType.URLENC)
                        .formParam("address", each.address())
                        .post("/subscriptions/link"))
                .toList();

        assertThat(answers).extracting(Response::statusCode).containsOnly(202);
        assertThat(answers.get(0).asString()).isEqualTo(answers.get(1).asString());
        var link = link(mailbox.awaitMail("Your subscription to Harbour CRM"));
        assertThat(given().get(link).asString()).contains("Your subscription", ">Save<");
        assertThat(nobody.mails("Your subscription")).isEmpty();
    }
}
