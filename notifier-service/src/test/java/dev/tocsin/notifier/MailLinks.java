package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.subscribe;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.stack.mail.Mail;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.net.URI;
import java.util.regex.Pattern;

/// What subscribers do with the links in their mails.
final class MailLinks {

    private static final Pattern LINK = Pattern.compile("https?://\\S+/subscriptions/\\w+\\?token=\\S+");

    private MailLinks() {}

    static SubscriberMailbox confirmedMailbox() {
        var mailbox = SubscriberMailbox.unused();
        subscribe(mailbox, "na");
        press(link(mailbox.awaitConfirmation())).then().statusCode(200);
        return mailbox;
    }

    static URI link(Mail mail) {
        var matcher = LINK.matcher(mail.text());
        assertThat(matcher.find()).as(mail.text()).isTrue();
        return local(URI.create(matcher.group()));
    }

    /// The service under test listens elsewhere than its public address says.
    static URI local(URI link) {
        return URI.create(link.getRawPath() + "?" + link.getRawQuery());
    }

    static Response press(URI link) {
        var token = link.getRawQuery().substring("token=".length());
        return given().contentType(ContentType.URLENC).formParam("token", token).post(link.getPath());
    }

    /// Without what is random in it.
    static String anonymous(String text) {
        return text.replace("\r\n", "\n").replaceAll("token=\\S+", "token=…").strip();
    }
}
