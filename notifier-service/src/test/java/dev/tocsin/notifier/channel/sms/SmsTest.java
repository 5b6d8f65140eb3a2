package dev.tocsin.notifier.channel.sms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.notifier.channel.http.FakeService;
import dev.tocsin.notifier.channel.sms.SmsTemplate.SmsMessage;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SmsTest {

    private static final String URL = "https://sms.example/send?to={to}";
    private static final SmsMessage HOSTILE = new SmsMessage("+431234567", "a \"b\" \\ {to} & c=d $1", "d2");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            application/json                  | {"to":"{to}","text":"{text}"} | {"to":"+431234567","text":"a \\"b\\" \\\\ {to} & c=d $1"}
            application/x-www-form-urlencoded | to={to}&text={text}&ref={id}  | to=%2B431234567&text=a+%22b%22+%5C+%7Bto%7D+%26+c%3Dd+%241&ref=d2
            text/plain                        | {text}                        | a "b" \\ {to} & c=d $1
            """)
    void theBodyIsFilledInAsItsTypeWants(String type, String body, String filled) {
        var template = template("POST", Map.of("Content-Type", type), body, 306);

        assertThat(new String(template.bodyFor(HOSTILE), UTF_8)).isEqualTo(filled);
    }

    @Test
    void theAddressIsFilledInToo() {
        var template = new SmsTemplate("https://sms.example/{to}?text={text}", "GET", Map.of(), "", 306);

        assertThat(template.urlFor(HOSTILE))
                .hasToString("https://sms.example/%2B431234567?text=a%20%22b%22%20%5C%20%7Bto%7D%20%26%20c%3Dd%20%241");
        assertThat(template.bodyFor(HOSTILE)).isEmpty();
    }

    @Test
    void aTextIsOneLineWithItsLinkWhole() {
        var template = template("POST", Map.of(), "{text}", 120);

        assertThat(SmsTemplate.text("Resolved: “Log in is down”.\r\nMore", "https://a.example/i/1", template.longest()))
                .isEqualTo("Resolved: \"Log in is down\". More https://a.example/i/1");
        assertThat(SmsTemplate.text("w".repeat(500), "https://a.example/i/1", template.longest()))
                .hasSizeLessThanOrEqualTo(120)
                .endsWith("www... https://a.example/i/1");
        assertThat(SmsTemplate.text("… ".repeat(100), "https://a.example/i/1", template.longest()))
                .hasSizeLessThanOrEqualTo(120)
                .endsWith("... https://a.example/i/1");
    }

    @Test
    void aTemplateThatSendsNobodyAnythingIsRefused() {
        assertThatThrownBy(() -> template("DELETE", Map.of(), "{text}", 306))
                .hasMessage("tocsin.sms.method: \"DELETE\" is not POST, PUT or GET");
        assertThatThrownBy(() -> template("POST", Map.of(), "hello", 306))
                .hasMessage("tocsin.sms.body or tocsin.sms.url must have {to} and {text}");
        assertThatThrownBy(() -> template("POST", Map.of(), "{text}", 5))
                .hasMessage("tocsin.sms.longest: must be at least 70");
    }

    @ParameterizedTest
    @CsvSource({
        "200, Sent",
        "202, Sent",
        "400, Refused",
        "422, Refused",
        "401, SenderRefused",
        "402, SenderRefused",
        "404, SenderRefused",
        "429, TryLater",
        "500, TryLater"
    })
    void eachAnswerHasItsResult(int status, String result) {
        var read = SmsAnswers.read(FakeService.outcome(status, "", Map.of()), Instant.now());

        assertThat(read.getClass().getSimpleName()).isEqualTo(result);
    }

    private static SmsTemplate template(String method, Map<String, String> headers, String body, int longest) {
        return new SmsTemplate(URL, method, headers, body, longest);
    }
}
