package dev.tocsin.notifier.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.subscription.AddressReader.Prompt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionFormTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            address | is missing                                         | Enter an email address, such as jo@example.com.
            address | is not a mail address such as jo@example.com       | Enter an email address, such as jo@example.com.
            address | is too long: at most 254 characters                | The email address is too long: at most 254 characters.
            url     | is missing                                         | Enter a webhook address, such as https://example.com/hook.
            url     | is not an address such as https://example.com/hook | Enter a webhook address, such as https://example.com/hook.
            url     | leads to a private or reserved address             | The webhook address leads to a private or reserved address.
            regions[1] | is null                                         | regions[1] is null.
            """)
    void aProblemOfAFieldIsASentenceOnThePage(String field, String message, String sentence) {
        var english = Translation.of(Language.EN);
        var prompt = field.equals("url")
                ? Prompt.of(Channel.WEBHOOK, "url", "https://example.com/hook", english)
                : Prompt.of(Channel.EMAIL, "email", "jo@example.com", english);

        assertThat(prompt.sentence(new FieldProblem(field, message), english)).isEqualTo(sentence);
    }
}
