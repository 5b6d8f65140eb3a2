package dev.tocsin.notifier.subscription;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(new FieldProblem(field, message).sentence(Translation.of(Language.EN)))
                .isEqualTo(sentence);
        var prompt = field.equals("url")
                ? new Prompt("", "url", "url", "webhook address", "https://example.com/hook", "")
                : new Prompt("", "address", "email", "email address", "jo@example.com", "");

        assertThat(prompt.sentence(new FieldProblem(field, message))).isEqualTo(sentence);
    }
}
